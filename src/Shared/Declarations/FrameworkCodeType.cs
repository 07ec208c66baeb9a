namespace Bpf.Shared;

/// <summary>The members of a type of the framework that only compute.</summary>
/// <param name="Name">Full name.</param>
internal sealed record FrameworkCodeType(string Name)
{
    /// <summary>The only such members; null when all are, apart from those of <see cref="Except"/>.</summary>
    public string[]? Only { get; init; }

    /// <summary>Members that do not.</summary>
    public string[] Except { get; init; } = [];

    /// <summary>Whether members that take a string do.</summary>
    public bool TakesText { get; init; }

    /// <summary>Whether members that take or return other objects do.</summary>
    public bool TakesObjects { get; init; }
}
