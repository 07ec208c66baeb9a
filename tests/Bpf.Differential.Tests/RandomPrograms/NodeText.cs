using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Bpf.Differential.Tests.RandomPrograms;

/// <summary>Collects the text and the nodes of an interpolated string.</summary>
[InterpolatedStringHandler]
internal readonly struct NodeText
{
    private readonly ImmutableArray<object>.Builder _parts = ImmutableArray.CreateBuilder<object>();

    public NodeText(int literalLength, int formattedCount)
    {
    }

    public void AppendLiteral(string text) => _parts.Add(text);

    public void AppendFormatted(string text) => _parts.Add(text);

    public void AppendFormatted(int number) => _parts.Add(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void AppendFormatted(Node node) => _parts.Add(node);

    public void AppendFormatted(IEnumerable<Node> nodes) => _parts.AddRange(nodes.ToArray<object>());

    public ImmutableArray<object> ToParts() => _parts.ToImmutable();
}
