namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Erlang and Elixir sources with their comments blanked out, so that positions stay as they are.</summary>
internal static class ErlangText
{
    public static string WithoutComments(string text, char mark)
    {
        var blank = text.ToCharArray();
        var quoted = false;
        for (var i = 0; i < blank.Length; i++)
        {
            if (blank[i] is '\\' && quoted)
            {
                i++;
            }
            else if (blank[i] is '"')
            {
                quoted = !quoted;
            }
            else if (blank[i] == mark && !quoted && (i is 0 || blank[i - 1] is not ('?' or '$')))
            {
                for (; i < blank.Length && blank[i] is not '\n'; i++)
                {
                    blank[i] = ' ';
                }
            }
        }

        return new(blank);
    }
}
