using YamlDotNet.Core;

var events = 0L;
Directory.EnumerateFiles(args[0], "*.yaml", SearchOption.AllDirectories)
    .AsParallel().WithDegreeOfParallelism(int.Parse(args[1], provider: null))
    .ForAll(path =>
    {
        var parser = new Parser(new StringReader(File.ReadAllText(path)));
        var count = 0;
        while (parser.MoveNext())
        {
            count++;
        }

        Interlocked.Add(ref events, count);
    });
Console.WriteLine(events);
