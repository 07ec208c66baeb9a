namespace Bpf.Runtime.Attach.Uprobes;

/// <summary>A place that was asked for.</summary>
/// <param name="Name">What the user calls it; <see langword="null"/> when the file has to tell.</param>
/// <param name="Offset">Offset in the file as the kernel counts it; <see langword="null"/> for a function that is still to be looked up.</param>
internal readonly record struct PlaceCandidate(string? Name, ulong? Offset)
{
    /// <summary>The function that the place is given by; <see langword="null"/> for none.</summary>
    public string? Function { get; init; }

    /// <summary>Bytes behind the start of <see cref="Function"/>.</summary>
    public ulong Distance { get; init; }

    /// <summary>Nothing but an offset in the file is given.</summary>
    public bool IsBare { get; init; }

    /// <summary>An offset in the file that somebody gave.</summary>
    public static PlaceCandidate Bare(ulong offset) => new(null, offset) { IsBare = true };

    /// <summary>A function by its offset.</summary>
    public static PlaceCandidate At(ulong offset) => new(null, offset);

    /// <summary>A function of a list.</summary>
    public static PlaceCandidate Of(string function) => new(function, null);
}
