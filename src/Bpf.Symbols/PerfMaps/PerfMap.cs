using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;

namespace Bpf.Symbols.PerfMaps;

/// <summary>
/// The functions in a perf map: lines of start, size and name, appended by a process while it generates code. The process may write anything, so lines that
/// have another format are skipped. Where code replaced other code, the later line counts.
/// </summary>
internal sealed class PerfMap
{
    private const int MostLines = 4_000_000;
    private const int LongestName = 4096;
    // Ranges that do not overlap, by ascending address.
    private readonly ulong[] _starts;
    private readonly ulong[] _ends;
    private readonly int[] _lines;
    private readonly Line[] _all;
    private readonly byte[] _text;

    private PerfMap(Line[] lines, byte[] text)
    {
        _all = lines;
        _text = text;
        (_starts, _ends, _lines) = Flatten(lines);
    }

    /// <summary>The number of lines that describe a function.</summary>
    public int Count => _all.Length;

    /// <summary>Parses a perf map. A last line without an end is still being written and is left out.</summary>
    public static PerfMap Parse(byte[] text)
    {
        List<Line> lines = [];
        ReadOnlySpan<byte> rest = text;
        while (rest.IndexOf((byte)'\n') is >= 0 and var end && lines.Count < MostLines)
        {
            if (TryParse(rest[..end], text.Length - rest.Length, out Line line))
            {
                lines.Add(line);
            }

            rest = rest[(end + 1)..];
        }

        return new([.. lines], text);
    }

    /// <summary>Returns the function at an address; <see langword="null"/> if there is none.</summary>
    public (ulong Start, ulong Size, string Name)? Find(ulong address)
    {
        int index = Array.BinarySearch(_starts, address);
        index = index < 0 ? ~index - 1 : index;
        if (index < 0 || address >= _ends[index])
        {
            return null;
        }

        ref readonly Line line = ref _all[_lines[index]];
        return (line.Start, line.Size, Encoding.UTF8.GetString(_text.AsSpan(line.NameStart, line.NameLength)));
    }

    // START SIZE NAME, in hexadecimal digits, with or without 0x. The name may contain blanks.
    private static bool TryParse(ReadOnlySpan<byte> text, int position, out Line line)
    {
        line = default;
        int length = text.Length;
        if (!TryHex(ref text, out ulong start) || !TryHex(ref text, out ulong size) || size == 0 || start > ulong.MaxValue - size)
        {
            return false;
        }

        int name = length - text.Length;
        text = text.TrimEnd((byte)'\r');
        line = new(start, size, position + name, Math.Min(text.Length, LongestName));
        return text.Length > 0;
    }

    private static bool TryHex(ref ReadOnlySpan<byte> text, out ulong value)
    {
        text = text.StartsWith("0x"u8) || text.StartsWith("0X"u8) ? text[2..] : text;
        if (!Utf8Parser.TryParse(text, out value, out int used, 'x') || used >= text.Length || text[used] != (byte)' ')
        {
            return false;
        }

        text = text[used..].TrimStart((byte)' ');
        return true;
    }

    // Walks over all starts and ends. The heap has the lines that have started, latest first; those that have ended leave it when they come up.
    private static (ulong[] Starts, ulong[] Ends, int[] Lines) Flatten(Line[] lines)
    {
        int[] byStart = [.. Enumerable.Range(0, lines.Length)];
        Array.Sort(byStart, (a, b) => lines[a].Start != lines[b].Start ? lines[a].Start.CompareTo(lines[b].Start) : a.CompareTo(b));
        List<ulong> starts = new(lines.Length);
        List<ulong> ends = new(lines.Length);
        List<int> owners = new(lines.Length);
        PriorityQueue<int, int> open = new();
        ulong at = 0;
        int next = 0;
        while (next < byStart.Length || open.Count > 0)
        {
            while (open.TryPeek(out int ended, out _) && lines[ended].End <= at)
            {
                open.Dequeue();
            }

            if (open.Count == 0)
            {
                if (next == byStart.Length)
                {
                    break;
                }

                at = lines[byStart[next]].Start;
            }

            while (next < byStart.Length && lines[byStart[next]].Start <= at)
            {
                open.Enqueue(byStart[next], -byStart[next]);
                next++;
            }

            int owner = open.Peek();
            ulong end = lines[owner].End;
            // A later line cuts this one short; one that comes earlier in the file does not.
            for (; next < byStart.Length && lines[byStart[next]].Start < end; next++)
            {
                if (byStart[next] > owner)
                {
                    end = lines[byStart[next]].Start;
                    break;
                }

                open.Enqueue(byStart[next], -byStart[next]);
            }

            if (lines[owner].End > at)
            {
                starts.Add(at);
                ends.Add(end);
                owners.Add(owner);
            }

            at = end;
        }

        return ([.. starts], [.. ends], [.. owners]);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Line(ulong Start, ulong Size, int NameStart, int NameLength)
    {
        public ulong End => Start + Size;
    }
}
