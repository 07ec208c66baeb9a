using Xunit.Sdk;

namespace Bpf.Compiler.Tests.Declarations;

/// <summary>A declaration in a BPF class, and what all tools must make of it.</summary>
/// <param name="Members">Members of the class.</param>
/// <param name="Errors">Ids of the errors, separated by spaces; empty if it is correct.</param>
/// <param name="Variables">What the skeleton and the object have: constants in parentheses, variables, and maps in brackets, in the order of their names.</param>
public sealed record DeclarationCase(string Members, string Errors, string Variables) : IXunitSerializable
{
    public DeclarationCase()
        : this("", "", "")
    {
    }

    public string Members { get; private set; } = Members;

    public string Errors { get; private set; } = Errors;

    public string Variables { get; private set; } = Variables;

    public override string ToString() => Members;

    public void Deserialize(IXunitSerializationInfo info)
        => (Members, Errors, Variables) = (info.GetValue<string>("Members")!, info.GetValue<string>("Errors")!, info.GetValue<string>("Variables")!);

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue("Members", Members);
        info.AddValue("Errors", Errors);
        info.AddValue("Variables", Variables);
    }
}
