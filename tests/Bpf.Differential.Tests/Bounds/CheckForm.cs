namespace Bpf.Differential.Tests.Bounds;

/// <summary>A way to see to it that <c>n</c> is in a range.</summary>
/// <param name="Name">First part of the names of methods.</param>
/// <param name="Write">C# that goes on with the access where <c>n</c> is in the range, and returns a number below zero where it is not.</param>
internal sealed record CheckForm(string Name, Func<IndexRange, string, string> Write)
{
    /// <summary>Whether a range can be checked in this form.</summary>
    public Func<IndexRange, bool> Fits { get; init; } = static _ => true;
}
