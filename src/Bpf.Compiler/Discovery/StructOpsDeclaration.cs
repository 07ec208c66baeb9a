using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Discovery;

/// <summary>A class with <c>[StructOps]</c>.</summary>
/// <param name="Type">The class.</param>
/// <param name="Structure">The kernel's name of the struct.</param>
/// <param name="IsLoaded">False for a table that is created only when the host asks for it.</param>
/// <param name="Members">Its members in the order of the object.</param>
internal sealed record StructOpsDeclaration(DefinedType Type, string Structure, bool IsLoaded, IReadOnlyList<StructOpsMember> Members)
{
    /// <summary>Name of the variable in the object.</summary>
    public string Name => Type.Name;
}
