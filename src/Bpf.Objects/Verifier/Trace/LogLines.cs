using System.Globalization;

namespace Bpf.Objects.Verifier.Trace;

/// <summary>
/// The lines of a log. When the verifier comes back to a branch whose other way was fine, it takes back what it has printed since, together with the end
/// of the branch's own line, so that the state on the way that it follows then stands on that line: "8: (15) if r0 == 0x0 goto pc+4 13: R0=0 R10=fp0".
/// </summary>
internal static class LogLines
{
    private const string Frame = "frame";

    /// <summary>Returns the lines, with such states on their own.</summary>
    public static string[] Of(string log)
    {
        List<string> lines = [];
        foreach (string line in log.Split('\n'))
        {
            int state = StateIn(line);
            if (state > 0)
            {
                lines.Add(line[..state].TrimEnd());
            }

            lines.Add(line[Math.Max(state, 0)..]);
        }

        return [.. lines];
    }

    // Where "13: R0=0" or "13: frame1: R0=0" begins behind an instruction; -1 if it does not.
    private static int StateIn(string line)
    {
        if (!InstructionLine.TryRead(line, out _, out string instruction))
        {
            return -1;
        }

        int begin = line.Length - instruction.Length;
        int comment = line.IndexOf(';', begin);
        int end = comment < 0 ? line.Length : comment;
        int Colon(int from) => line.IndexOf(": ", from, end - from, StringComparison.Ordinal);
        for (int colon = Colon(begin); colon >= 0; colon = Colon(colon + 1))
        {
            int blank = line.LastIndexOf(' ', colon);
            bool isNumber = int.TryParse(line.AsSpan(blank + 1, colon - blank - 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
            ReadOnlySpan<char> behind = line.AsSpan(colon + 2);
            if (isNumber && (behind.StartsWith("R", StringComparison.Ordinal) || behind.StartsWith(Frame, StringComparison.Ordinal)))
            {
                return blank + 1;
            }
        }

        return -1;
    }
}
