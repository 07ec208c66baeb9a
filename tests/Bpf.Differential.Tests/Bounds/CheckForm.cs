namespace Bpf.Differential.Tests.Bounds;

/// <summary>A way to see to it that <c>n</c> is in a range.</summary>
/// <param name="Name">Prefix of the method names.</param>
/// <param name="Write">C# that performs the access if <c>n</c> is in the range, and otherwise returns a negative number.</param>
internal sealed record CheckForm(string Name, Func<IndexRange, string, string> Write)
{
    /// <summary>Whether a range can be checked in this form.</summary>
    public Func<IndexRange, bool> Fits { get; init; } = static _ => true;
}
