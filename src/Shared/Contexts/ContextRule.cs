using System.Linq;

namespace Bpf.Shared;

/// <summary>What programs of a kind may do with their context.</summary>
/// <param name="ProgramType">Kernel name of the program type without <c>BPF_PROG_TYPE_</c>.</param>
/// <param name="Layout">What it is.</param>
internal sealed record ContextRule(string ProgramType, ContextLayout Layout)
{
    /// <summary>The section names at which it holds; null for all of the program type that have no row of their own.</summary>
    public string[]? Sections { get; init; }

    /// <summary>Names of the fields that such programs may not read.</summary>
    public string[] Hidden { get; init; } = [];

    /// <summary>Names of the fields that such programs may write.</summary>
    public string[] Writable { get; init; } = [];

    /// <summary>The last kernel version that refuses writes that later ones allow; null where versions do not differ.</summary>
    public string? ReadOnlyUntil { get; init; }

    /// <summary>Returns what is wrong with an access; null when the verifier accepts it.</summary>
    /// <param name="offset">Where it begins, in bytes.</param>
    /// <param name="size">How many bytes.</param>
    /// <param name="isWrite">Whether it writes.</param>
    public string? FaultOf(long offset, int size, bool isWrite)
    {
        string verb = isWrite ? "written" : "read";
        if (offset < 0 || offset + size > Layout.Size)
        {
            return offset < 0 ? "which begins at offset 0" : $"which has {Layout.Size} bytes";
        }

        if (Layout.At(offset) is not { } field)
        {
            return "where no field is";
        }

        if (isWrite ? !Writable.Contains(field.Name) : Hidden.Contains(field.Name))
        {
            string others = Writable.Length == 0 ? "whose fields such programs only read"
                : $"of which such programs write only {string.Join(", ", Writable.Select(static name => $"'{name}'"))}";
            return isWrite ? others : $"whose field '{field.Name}' such programs may not read";
        }

        if (offset % size != 0)
        {
            return $"but {size} bytes are {verb} at a multiple of {size}";
        }

        int smallest = isWrite ? field.SmallestWrite : field.SmallestRead;
        bool isPart = size < field.Largest;
        return size >= smallest && size <= field.Largest && offset + size <= field.End && (!isPart || offset < field.Offset + field.Starts) ? null
            : $"whose field '{field.Name}' at offset {field.Offset} is {verb} {Pieces(field, smallest)}";
    }

    private static string Pieces(ContextField field, int smallest)
        => smallest == field.Largest ? (field.Largest == 1 ? "as 1 byte" : $"as {field.Largest} bytes")
            : field.Starts < field.Size ? $"from its beginning, as at most {field.Largest} bytes" : $"in pieces of at most {field.Largest} bytes";
}
