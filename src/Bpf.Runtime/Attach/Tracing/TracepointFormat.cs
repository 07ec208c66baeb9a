using System.Globalization;
using Bpf.Shared;

namespace Bpf.Runtime.Attach.Tracing;

/// <summary>Reads the format file of a tracepoint (Documentation/trace/events.rst).</summary>
internal static class TracepointFormat
{
    private const string FieldMark = "field:";
    private const string SystemCallMark = "name: sys_enter_";
    private static readonly string[] s_wide = ["*", "long", "64", "size_t", "off_t"];
    private static readonly string[] s_locations = ["__data_loc ", "__rel_loc "];

    /// <summary>Returns the fields of the record, without those of the common part.</summary>
    /// <param name="lines">The lines of the file.</param>
    public static IReadOnlyList<RecordMember> Parse(IEnumerable<string> lines)
    {
        List<RecordMember> fields = [];
        bool isSystemCall = false;
        foreach (string line in lines)
        {
            isSystemCall |= line.StartsWith(SystemCallMark, StringComparison.Ordinal);
            if (line.AsSpan().Trim() is var trimmed && trimmed.StartsWith(FieldMark, StringComparison.Ordinal)
                && ParseField(trimmed[FieldMark.Length..].ToString()) is { } field && field.Offset >= RecordComparison.CommonSize)
            {
                fields.Add(isSystemCall && IsNarrow(field) ? field with { SmallestSize = sizeof(int) } : field);
            }
        }

        return fields;
    }

    // Arguments of system calls have the size of a register, whatever their type.
    private static bool IsNarrow(RecordMember field)
        => field.Size == sizeof(long) && !Array.Exists(s_wide, part => field.Type.Contains(part, StringComparison.Ordinal));

    // char comm[16];	offset:8;	size:16;	signed:0;
    private static RecordMember? ParseField(string text)
    {
        string[] parts = text.Split(';', StringSplitOptions.TrimEntries);
        if (parts.Length < 3 || Number(parts, "offset:") is not { } offset || Number(parts, "size:") is not { } size || size <= 0)
        {
            return null;
        }

        string declaration = parts[0];
        bool isLocation = Array.Exists(s_locations, mark => declaration.StartsWith(mark, StringComparison.Ordinal));
        int extent = isLocation ? -1 : declaration.IndexOf('[', StringComparison.Ordinal);
        string head = extent < 0 ? declaration : declaration[..extent].TrimEnd();
        int nameStart = head.AsSpan().LastIndexOfAny(' ', '*', '\t') + 1;
        string type = head[..nameStart].TrimEnd();
        bool isNumber = !isLocation && extent < 0 && size is 2 or 4 or 8 && !type.Contains('*', StringComparison.Ordinal)
            && !type.StartsWith("struct ", StringComparison.Ordinal) && !type.StartsWith("enum ", StringComparison.Ordinal);
        return new RecordMember(head[nameStart..], extent < 0 ? type : type + declaration[extent..], offset, size)
        {
            ElementSize = extent < 0 ? size > sizeof(ulong) ? 1 : size : ElementSize(declaration[extent..], size),
            IsSigned = isNumber ? Number(parts, "signed:") == 1 : null,
            IsLocation = isLocation,
        };
    }

    private static int? Number(string[] parts, string name)
        => Array.Find(parts, part => part.StartsWith(name, StringComparison.Ordinal)) is { } part
            && int.TryParse(part.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;

    // [2][3]; a length that is not a number is one of a macro.
    private static int ElementSize(string extents, int size)
    {
        long count = 1;
        foreach (string extent in extents.Split(['[', ']'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            count *= int.TryParse(extent, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : 0;
        }

        return count > 0 && size % count == 0 ? (int)(size / count) : 1;
    }
}
