using Bpf.Generators.Gathering;
using Bpf.Generators.Model;

namespace Bpf.Generators.Writing;

/// <summary>
/// The variables, as references. Whether a variable is in .bss or .data depends on its initial value, which the compiler computes. Both properties expose
/// all variables, so that neither the generator nor host code needs to know.
/// </summary>
internal sealed class VariableGroup(SkeletonModel model) : MemberGroup(
    ["Data", "Bss"],
    "VariableGroup",
    "The variables of the object, shared with the programs. Data and Bss have the same members: the initial value of a variable determines its section.",
    model.Globals.Where(static global => !global.IsFrozen).Select(static global => global.Name))
{
    protected override void WriteConstructor(IndentedWriter writer) => WriteObjectField(writer);

    protected override void WriteMembers(IndentedWriter writer)
    {
        foreach (GlobalModel global in model.Globals.Where(static global => !global.IsFrozen))
        {
            writer.Line();
            WriteVariable(writer, global);
        }
    }

    private void WriteVariable(IndentedWriter writer, GlobalModel global)
    {
        string what = global.IsArray ? "elements of the array" : "variable";
        writer.Summary(
            $"The {what} {See(model, global.Name)} of the object. Before load it is the initial value, then the memory that the programs use;",
            "the C# field of that name is the host's own copy, which the programs neither read nor change.");
        string name = SourceText.Identifier(global.Name);
        string variable = SourceLiteral.Quote(global.ObjectName);
        writer.Line(global.IsArray
            ? $"{global.Accessibility} global::System.Span<{global.Type}> {name} => this.{ObjectField}.Globals.Elements<{global.Type}>({variable});"
            : $"{global.Accessibility} ref {global.Type} {name} => ref this.{ObjectField}.Globals.Reference<{global.Type}>({variable});");
    }
}
