using System.Linq;

namespace Bpf.Shared;

/// <summary>Compares the record that a tracepoint program declares with the kernel's.</summary>
/// <param name="declared">The members that the program declares; those of nested structs and unions one by one.</param>
/// <param name="kernel">The fields of the kernel's record.</param>
internal sealed class RecordComparison(IReadOnlyList<RecordMember> declared, IReadOnlyList<RecordMember> kernel)
{
    /// <summary>Size of the common part of all records, which programs cannot read.</summary>
    public const int CommonSize = 8; // struct trace_entry, linux/trace_events.h

    private static readonly string[] s_fillers = ["PAD", "UNUSED", "RESERVED", "HOLE", "GAP", "FILL", "SKIP", "DUMMY"];

    /// <summary>Offset of the first byte after the kernel's record.</summary>
    public int End { get; } = kernel.Count == 0 ? 0 : kernel.Max(static field => field.End);

    /// <summary>Returns the faults of those members that the program reads.</summary>
    /// <param name="reads">The byte ranges that it reads.</param>
    public IReadOnlyList<RecordFault> FaultsOf(IReadOnlyCollection<(int Offset, int Size)> reads)
    {
        HashSet<RecordMember> good = [];
        List<RecordFault> faults = [];
        foreach (RecordMember member in declared)
        {
            List<(int Offset, int Size)> own = [.. reads.Where(read => member.Overlaps(read.Offset, read.Offset + read.Size))];
            if (own.Count == 0)
            {
                continue;
            }

            if (ReasonAgainst(member, own.Max(static read => read.Offset + read.Size)) is { } reason)
            {
                faults.Add(new RecordFault(member, reason));
            }
            else
            {
                good.Add(member);
            }
        }

        // Of the members of a union, only those are wrong that stand alone.
        return [.. faults.Where(fault => !good.Any(member => member.Overlaps(fault.Member.Offset, fault.Member.End)))];
    }

    /// <summary>Returns the members that are read as signed although the kernel's field is unsigned, or the other way around.</summary>
    /// <param name="reads">The byte ranges that the program reads.</param>
    public IEnumerable<(RecordMember Member, RecordMember Field)> SignDifferences(IReadOnlyCollection<(int Offset, int Size)> reads)
        => from member in declared
           where member.IsSigned is not null && reads.Any(read => member.Overlaps(read.Offset, read.Offset + read.Size))
           from field in kernel
           where field.Offset == member.Offset && field.Size == member.Size && field.IsSigned is not null && field.IsSigned != member.IsSigned
           select (member, field);

    private string? ReasonAgainst(RecordMember member, int end)
    {
        if (member.End <= CommonSize)
        {
            return null;
        }

        if (Math.Min(member.End, end) > End)
        {
            return $"reaches byte {Math.Min(member.End, end) - 1}, but the kernel's record ends at byte {End - 1}";
        }

        List<RecordMember> fields = [.. kernel.Where(field => field.Overlaps(member.Offset, member.End))];
        if (kernel.FirstOrDefault(field => HaveSameName(field, member)) is { } named && !fields.Contains(named))
        {
            return $"is at offset {member.Offset}, but '{named.Name}' is at offset {named.Offset}";
        }

        return fields.Count switch
        {
            0 => member.IsBytes || IsFiller(member) ? null : "is in a gap between the fields of the kernel's record",
            1 => member.IsBytes ? AgainstBytes(member, fields[0]) : AgainstNumber(member, fields[0]),
            _ => member.IsBytes && member.End <= End && fields.TrueForAll(field => member.Offset <= field.Offset && field.End <= member.End)
                && !fields.Exists(field => HaveSameName(field, member)) ? null
                : $"covers {List(fields)}",
        };
    }

    private string? AgainstNumber(RecordMember member, RecordMember field)
        => member.Offset < field.Offset || member.End > field.End ? member.Offset == field.Offset ? Width(member, field) : Place(member, field)
            : (member.Offset == field.Offset && member.Size >= field.SmallestSize) || AreElements(member, field) || Divide(field) ? null
            : member.Offset == field.Offset ? Width(member, field) : Place(member, field);

    private string? AgainstBytes(RecordMember member, RecordMember field)
        => member.Offset <= field.Offset && field.End <= member.End ? HaveSameName(field, member) && member.Size != field.Size ? Width(member, field) : null
            : (field.IsBytes && member.Offset == field.Offset) || Divide(field) ? null
            : member.Offset == field.Offset ? Width(member, field) : Place(member, field);

    // Elements of the kernel's array.
    private static bool AreElements(RecordMember member, RecordMember field)
        => field.ElementSize == member.Size && field.ElementSize > 1 && (member.Offset - field.Offset) % field.ElementSize == 0;

    // The halves of a location, an address in words, or text in numbers: members of one size that together are the field.
    private bool Divide(RecordMember field)
    {
        int position = field.Offset;
        int size = 0;
        foreach (RecordMember member in declared.Where(member => member.Overlaps(field.Offset, field.End)).OrderBy(static member => member.Offset))
        {
            if (member.Offset != position || (size != 0 && member.Size != size))
            {
                return false;
            }

            size = member.Size;
            position = member.End;
        }

        return position == field.End;
    }

    private static string Width(RecordMember member, RecordMember field)
        => $"has {member.Size} bytes, but '{field.Name}' ({field.Type}) has {field.Size}";

    private static string Place(RecordMember member, RecordMember field)
        => $"begins at offset {member.Offset}, but '{field.Name}' ({field.Type}) is at offset {field.Offset} with {field.Size} bytes";

    private static string List(IEnumerable<RecordMember> fields)
        => string.Join(" and ", fields.Select(static field => $"'{field.Name}' ({field.Type})"));

    private static bool IsFiller(RecordMember member)
        => member.Name.StartsWith("_", StringComparison.Ordinal)
            || Array.Exists(s_fillers, Plain(member.Name).Contains);

    private static bool HaveSameName(RecordMember field, RecordMember member)
        => field.Offset >= CommonSize && Plain(field.Name) == Plain(member.Name);

    private static string Plain(string name)
    {
        foreach (string prefix in new[] { "__data_loc_", "__rel_loc_" })
        {
            name = name.StartsWith(prefix, StringComparison.Ordinal) ? name.Substring(prefix.Length) : name;
        }

        return name.Replace("_", "").ToUpperInvariant();
    }
}
