namespace Samples.Tools;

/// <summary>A duration: digits and a unit in a table, a number in JSON.</summary>
internal readonly record struct Nanoseconds(ulong Value)
{
    public override string ToString() => DurationPlot.Duration(Value);
}
