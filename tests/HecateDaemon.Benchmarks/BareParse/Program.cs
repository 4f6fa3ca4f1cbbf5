using YamlDotNet.Core;

// FOLDER PROCESSORS [WORD]: files without the word are only read.
var word = args.ElementAtOrDefault(2) ?? "";
var events = 0L;
Directory.EnumerateFiles(args[0], "*.yaml", SearchOption.AllDirectories)
    .AsParallel().WithDegreeOfParallelism(int.Parse(args[1], provider: null))
    .ForAll(path =>
    {
        var text = File.ReadAllText(path);
        if (!text.Contains(word, StringComparison.Ordinal))
        {
            return;
        }

        var parser = new Parser(new StringReader(text));
        var count = 0;
        while (parser.MoveNext())
        {
            count++;
        }

        Interlocked.Add(ref events, count);
    });
Console.WriteLine(events);
