using System.Collections.Immutable;
using System.Text;

namespace Bpf.Differential.Tests.RandomPrograms;

/// <summary>A piece of a random program: text with smaller pieces in it, so that a failing program can be reduced.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Type">C# type of an expression; empty for the others.</param>
/// <param name="Parts">Strings and nodes in the order of the text.</param>
internal sealed record Node(NodeKind Kind, string Type, ImmutableArray<object> Parts)
{
    public IEnumerable<Node> Children => Parts.OfType<Node>();

    /// <summary>How many nodes there are, this one included.</summary>
    public int Size => 1 + Children.Sum(child => child.Size);

    public static Node Expression(string type, NodeText text) => new(NodeKind.Expression, type, text.ToParts());

    public static Node Statement(NodeText text) => new(NodeKind.Statement, "", text.ToParts());

    public static Node Block(IEnumerable<Node> statements) => new(NodeKind.Block, "", [.. statements]);

    public override string ToString()
    {
        StringBuilder text = new();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        // The cast gives every expression its type, whatever it contains.
        text.Append(Kind == NodeKind.Expression ? $"({Type})(" : "");
        foreach (object part in Parts)
        {
            if (part is Node node)
            {
                node.Write(text);
            }
            else
            {
                text.Append(part);
            }
        }

        text.Append(Kind switch { NodeKind.Expression => ")", NodeKind.Statement => "\n", _ => "" });
    }
}
