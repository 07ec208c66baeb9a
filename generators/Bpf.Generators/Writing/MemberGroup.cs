using Bpf.Generators.Gathering;
using Bpf.Generators.Model;

namespace Bpf.Generators.Writing;

/// <summary>
/// One of the groups of a skeleton (<c>Programs</c>, <c>Maps</c>, …): a nested class with one member per program, map or variable,
/// and the properties of the skeleton that hold its only instance.
/// </summary>
internal abstract class MemberGroup
{
    private const string Sequence = "global::System.Collections.Generic.IEnumerable";
    private readonly string[] _names;

    protected MemberGroup(string[] properties, string typeName, string summary, IEnumerable<string> names)
    {
        _names = [.. names];
        Properties = properties;
        Summary = summary;
        TypeName = UniqueName.For(typeName, _names);
        ObjectField = UniqueName.For("_object", _names);
    }

    /// <summary>Names of the skeleton's properties.</summary>
    public string[] Properties { get; }

    /// <summary>Name of the nested class.</summary>
    public string TypeName { get; }

    /// <summary>Summary of the group, as XML text.</summary>
    public string Summary { get; }

    /// <summary>Name of the private field with the object, in groups that need it after construction.</summary>
    protected string ObjectField { get; }

    /// <summary>Full name of the type of the items, in groups that can be enumerated; null for others.</summary>
    protected virtual string? ItemType => null;

    /// <summary>Expression for the enumerator, in groups that can be enumerated.</summary>
    protected virtual string Enumerator => "";

    /// <summary>True when the group is empty, so that it is not generated.</summary>
    public bool IsEmpty => _names.Length == 0;

    /// <summary>Returns the nonempty groups of a skeleton, in output order.</summary>
    public static MemberGroup[] Of(SkeletonModel model)
    {
        MemberGroup[] all =
        [
            new ProgramGroup(model),
            new MapGroup(model),
            new StructOpsGroup(model),
            new LinkGroup(model),
            new ConstantGroup(model),
            new VariableGroup(model),
        ];
        return Array.FindAll(all, static group => !group.IsEmpty);
    }

    /// <summary>Writes the nested class.</summary>
    public void Write(IndentedWriter writer)
    {
        writer.Summary(Summary);
        foreach (string attribute in Names.ClassAttributes)
        {
            writer.Line(attribute);
        }

        writer.Open(ItemType is null ? $"public sealed class {TypeName}" : $"public sealed class {TypeName} : {Sequence}<{ItemType}>");
        WriteConstructor(writer);
        WriteMembers(writer);
        WriteEnumerators(writer);
        writer.Close();
    }

    // Explicit implementations have no name of their own that a member could have as well.
    private void WriteEnumerators(IndentedWriter writer)
    {
        if (ItemType is null)
        {
            return;
        }

        writer.Line();
        writer.Line($"global::System.Collections.Generic.IEnumerator<{ItemType}> {Sequence}<{ItemType}>.GetEnumerator() => {Enumerator};");
        writer.Line();
        writer.Line($"global::System.Collections.IEnumerator global::System.Collections.IEnumerable.GetEnumerator() => {Enumerator};");
    }

    /// <summary>Writes the fields and the constructor, which takes the object.</summary>
    protected abstract void WriteConstructor(IndentedWriter writer);

    /// <summary>Writes the members.</summary>
    protected abstract void WriteMembers(IndentedWriter writer);

    /// <summary>Writes <see cref="ObjectField"/> and the constructor that sets it.</summary>
    protected void WriteObjectField(IndentedWriter writer)
    {
        writer.Line($"private readonly {Names.BpfObject} {ObjectField};");
        writer.Line();
        writer.Line($"internal {TypeName}({Names.BpfObject} bpfObject) => this.{ObjectField} = bpfObject;");
    }

    /// <summary>Formats a reference to a member of the BPF class for an XML comment.</summary>
    protected static string See(SkeletonModel model, string member) => $"<see cref=\"{model.ClassReference}.{SourceText.Identifier(member)}\"/>";
}
