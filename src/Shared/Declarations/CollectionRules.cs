namespace Bpf.Shared;

/// <summary>Rules for lists and trees: by which field they link their objects.</summary>
internal static class CollectionRules
{
    private static readonly (string Collection, string Node)[] s_nodes = [("Bpf.BpfList", "Bpf.BpfListNode"), ("Bpf.BpfTree", "Bpf.BpfTreeNode")];

    /// <summary>Returns the name of the struct by which a collection links its objects; null for other structs.</summary>
    /// <param name="collection">Name of the struct of the collection.</param>
    public static string? NodeOf(string collection)
        => Array.Find(s_nodes, row => row.Collection == KernelFields.PlainName(collection)).Node;

    /// <summary>Finds the field by which a collection links its objects.</summary>
    /// <param name="holder">Name of the field that holds the collection.</param>
    /// <param name="node">What <see cref="NodeOf"/> returned.</param>
    /// <param name="item">Name of the type of the objects.</param>
    /// <param name="named">The field that <c>[BpfNode]</c> names; null without it.</param>
    /// <param name="fields">The fields of the objects, with the full names of their types.</param>
    /// <returns>The name of the field, or what is wrong.</returns>
    public static (string? Field, DeclarationFault? Fault) FieldOf(string holder, string node, string item, string? named,
        IEnumerable<(string Name, string Type)> fields)
    {
        string[] nodes = [.. fields.Where(field => field.Type == node).Select(static field => field.Name)];
        string kind = node.Substring(node.LastIndexOf('.') + 1);
        if (named is not null)
        {
            return nodes.Contains(named) ? (named, null) : (null, Fault($"'{item}' has no field '{named}' of type {kind}, which [BpfNode] names"));
        }

        return nodes.Length switch
        {
            0 => (null, Fault($"'{item}' has no field of type {kind}; add one")),
            1 => (nodes[0], null),
            _ => (null, Fault($"'{item}' has several fields of type {kind} ({string.Join(", ", nodes)}); "
                + $"choose one with [BpfNode(nameof({item}.{nodes[0]}))]")),
        };

        DeclarationFault Fault(string reason) => new(BpfDiagnostics.CollectionNode, holder, reason);
    }
}
