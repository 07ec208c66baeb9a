namespace Bpf.Runtime.Attach.Uprobes;

/// <summary>A requested place.</summary>
/// <param name="Name">The user's name for it; <see langword="null"/> when it is to be determined from the file.</param>
/// <param name="Offset">File offset as the kernel counts it; <see langword="null"/> for a function that has not been looked up.</param>
internal readonly record struct PlaceCandidate(string? Name, ulong? Offset)
{
    /// <summary>The function by which the place is given; <see langword="null"/> for none.</summary>
    public string? Function { get; init; }

    /// <summary>Offset in bytes from the start of <see cref="Function"/>.</summary>
    public ulong Distance { get; init; }

    /// <summary>True when only a file offset is given.</summary>
    public bool IsBare { get; init; }

    /// <summary>Creates a place given by its file offset.</summary>
    public static PlaceCandidate Bare(ulong offset) => new(null, offset) { IsBare = true };

    /// <summary>Creates a place for the function at an offset.</summary>
    public static PlaceCandidate At(ulong offset) => new(null, offset);

    /// <summary>Creates a place for a function from a list.</summary>
    public static PlaceCandidate Of(string function) => new(function, null);
}
