using System.Linq;
using System.Text;

namespace Bpf.Shared;

/// <summary>Shows two layouts of a record side by side.</summary>
internal static class RecordTable
{
    private const int MaximumRows = 48;

    /// <summary>Returns the text, with a line for each offset at which one of the layouts has a member.</summary>
    /// <param name="declared">The layout that the program declares.</param>
    /// <param name="kernel">That of the kernel.</param>
    /// <param name="faults">Members to mark.</param>
    public static string Write(IReadOnlyList<RecordMember> declared, IReadOnlyList<RecordMember> kernel, IReadOnlyList<RecordFault> faults)
    {
        int[] offsets = [.. declared.Concat(kernel).Select(static member => member.Offset).Distinct().OrderBy(static offset => offset)];
        List<(string Offset, string Declared, string Kernel, bool IsWrong)> rows = [("offset", "declared", "kernel", false)];
        foreach (int offset in offsets.Take(MaximumRows))
        {
            RecordMember[] left = [.. declared.Where(member => member.Offset == offset)];
            RecordMember[] right = [.. kernel.Where(member => member.Offset == offset)];
            for (int i = 0; i < Math.Max(left.Length, right.Length); i++)
            {
                RecordMember? member = i < left.Length ? left[i] : null;
                rows.Add(($"{offset}", Text(member), Text(i < right.Length ? right[i] : null), faults.Any(fault => fault.Member == member)));
            }
        }

        int offsetWidth = rows.Max(static row => row.Offset.Length);
        int width = rows.Max(static row => row.Declared.Length);
        StringBuilder text = new();
        foreach ((string offset, string own, string other, bool isWrong) in rows)
        {
            text.Append('\n').Append(isWrong ? "! " : "  ").Append(offset.PadLeft(offsetWidth)).Append("  ")
                .Append($"{own.PadRight(width)}  {other}".TrimEnd());
        }

        return offsets.Length > MaximumRows ? text.Append($"\n  ({offsets.Length - MaximumRows} more)").ToString() : text.ToString();
    }

    private static string Text(RecordMember? member) => member is null ? "" : $"{member.Type} {member.Name} ({member.Size})";
}
