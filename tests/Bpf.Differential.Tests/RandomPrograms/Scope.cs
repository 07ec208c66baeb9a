namespace Bpf.Differential.Tests.RandomPrograms;

/// <summary>What a statement can name.</summary>
internal sealed class Scope
{
    /// <summary>Everything of an integer type that can be assigned: locals, parameters, fields of local structs.</summary>
    public List<(string Name, string Type)> Places { get; } = [];

    /// <summary>Values that must not be assigned: loop counters and <c>in</c> parameters.</summary>
    public List<(string Name, string Type)> Values { get; } = [];

    /// <summary>Locals of struct types.</summary>
    public List<(string Name, string Type)> Structs { get; } = [];

    /// <summary>Spans with <see cref="SpanLength"/> elements.</summary>
    public List<(string Name, string Type)> Spans { get; } = [];

    /// <summary>Length of every span, so that any span can be given to any function.</summary>
    public const int SpanLength = 8;

    /// <summary>Number of names, for removing those of an inner block.</summary>
    public (int Places, int Values, int Structs, int Spans) Mark() => (Places.Count, Values.Count, Structs.Count, Spans.Count);

    public void Forget((int Places, int Values, int Structs, int Spans) mark)
    {
        Places.RemoveRange(mark.Places, Places.Count - mark.Places);
        Values.RemoveRange(mark.Values, Values.Count - mark.Values);
        Structs.RemoveRange(mark.Structs, Structs.Count - mark.Structs);
        Spans.RemoveRange(mark.Spans, Spans.Count - mark.Spans);
    }
}
