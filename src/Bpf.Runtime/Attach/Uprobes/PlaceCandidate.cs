namespace Bpf.Runtime.Attach;

/// <summary>A place that was asked for.</summary>
/// <param name="Name">What the user calls it; <see langword="null"/> when the file has to tell.</param>
/// <param name="Offset">Offset in the file as the kernel counts it; <see langword="null"/> for a function that is still to be looked up.</param>
internal readonly record struct PlaceCandidate(string? Name, ulong? Offset)
{
    /// <summary>A place by its offset.</summary>
    public static PlaceCandidate At(ulong offset) => new(null, offset);

    /// <summary>A function of a list.</summary>
    public static PlaceCandidate Of(string function) => new(function, null);
}
