namespace Bpf.ReferenceKernels;

/// <summary>Formats kernels and their types for messages.</summary>
internal static class KernelText
{
    public static string Bytes(int size) => size == 1 ? "1 byte" : $"{size} bytes";

    public static string Bits(int width) => width == 1 ? "1 bit" : $"{width} bits";

    /// <summary>Formats a kernel type with its size and, for a typedef, the underlying type.</summary>
    public static string Of(KernelMember member)
    {
        if (member.Bits > 0)
        {
            return $"a bit-field ('{member.Type}', {Bits(member.Bits)})";
        }

        KernelType type = member.Type.Resolved;
        string size = type.Size > 0 ? Bytes(type.Size) : "";
        string[] more = [.. new[] { type == member.Type ? "" : Meaning(type), size }.Where(text => text.Length > 0)];
        return $"'{member.Type}'" + (more.Length == 0 ? "" : $" ({string.Join(", ", more)})");
    }

    private static string Meaning(KernelType type) => type switch
    {
        { IsAggregate: true, Name.Length: 0 } => type.Kind == KernelTypeKind.Union ? "union" : "struct",
        _ => type.ToString(),
    };

    /// <summary>
    /// Formats kernels as <c>Linux 5.10, 6.1 and 6.12 (aarch64)</c>: the architecture is given when another architecture of the same version is not meant.
    /// </summary>
    /// <param name="kernels">All kernels.</param>
    /// <param name="set">The kernels to name.</param>
    /// <param name="all">The kernels under consideration.</param>
    public static string Of(IReadOnlyList<ReferenceKernel> kernels, KernelSet set, KernelSet all)
    {
        List<string> names = [];
        foreach (IGrouping<Version, int> group in Enumerable.Range(0, kernels.Count).Where(all.Contains).GroupBy(kernel => kernels[kernel].Version)
            .OrderBy(group => group.Key))
        {
            int[] named = [.. group.Where(set.Contains)];
            if (named.Length == group.Count())
            {
                names.Add(group.Key.ToString());
            }
            else
            {
                names.AddRange(named.Select(kernel => $"{group.Key} ({kernels[kernel].Architecture})"));
            }
        }

        return "Linux " + List(names, "and");
    }

    /// <summary>Joins texts as <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> items, string last)
        => items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} {last} {items[items.Count - 1]}";
}
