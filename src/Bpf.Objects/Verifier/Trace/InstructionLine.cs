using System.Globalization;

namespace Bpf.Objects.Verifier.Trace;

/// <summary>A line of a log that shows an instruction: "12: (61) r0 = *(u32 *)(r1 +0)".</summary>
internal static class InstructionLine
{
    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="index">Number of the instruction.</param>
    /// <param name="text">The instruction, with what follows it.</param>
    /// <returns>False when the line shows something else.</returns>
    public static bool TryRead(string line, out int index, out string text)
    {
        text = "";
        index = -1;
        int colon = line.IndexOf(": (", StringComparison.Ordinal);
        if (colon <= 0 || !int.TryParse(line.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out index))
        {
            return false;
        }

        text = line[(colon + 2)..];
        return true;
    }

    /// <summary>Parts the text of such a line into the instruction without the opcode, and what the verifier says of the registers behind it.</summary>
    public static (string Instruction, string State) Part(string text)
    {
        int comment = text.IndexOf(';', StringComparison.Ordinal);
        string shown = (comment < 0 ? text : text[..comment]).Trim();
        int end = shown.IndexOf(") ", StringComparison.Ordinal);
        return (end < 0 ? shown : shown[(end + 2)..], comment < 0 ? "" : text[(comment + 1)..].Trim());
    }
}
