using System.CommandLine.Parsing;
using System.Globalization;

namespace Bpf.Cli.Attach;

/// <summary>Parses durations on the command line: a number followed by ms, s, m or h; seconds by default.</summary>
internal static class Durations
{
    private static readonly (string Suffix, double Seconds)[] s_units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    public static TimeSpan? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        foreach ((string suffix, double seconds) in s_units)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal))
            {
                continue;
            }

            if (double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
                && number * seconds is > 0 and < int.MaxValue / 1000)
            {
                return TimeSpan.FromSeconds(number * seconds);
            }

            break;
        }

        result.AddError($"'{text}' is not a duration; write for example 500ms, 5s, 2m or 1h, up to 24 days.");
        return null;
    }
}
