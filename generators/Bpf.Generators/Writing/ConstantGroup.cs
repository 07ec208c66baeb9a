using Bpf.Generators.Gathering;
using Bpf.Generators.Model;

namespace Bpf.Generators.Writing;

/// <summary>The constants: values that can be set before load.</summary>
internal sealed class ConstantGroup(SkeletonModel model) : MemberGroup(
    ["Rodata"],
    "RodataGroup",
    "The constants of the object (section .rodata), which can be set before load.",
    model.Globals.Where(static global => global.IsFrozen).Select(static global => global.Name))
{
    protected override void WriteConstructor(IndentedWriter writer) => WriteObjectField(writer);

    protected override void WriteMembers(IndentedWriter writer)
    {
        foreach (GlobalModel global in model.Globals.Where(static global => global.IsFrozen))
        {
            writer.Line();
            WriteConstant(writer, global);
        }
    }

    private void WriteConstant(IndentedWriter writer, GlobalModel global)
    {
        string what = global.IsArray ? "array" : "constant";
        writer.Summary(
            $"The {what} {See(model, global.Name)} of the object. The programs see its value at load time;",
            "the C# field of that name is the host's own copy and does not change.");
        if (global.IsArray)
        {
            writer.Line("/// <exception cref=\"global::System.ArgumentException\">The value does not have the same number of elements.</exception>");
        }

        writer.Line("/// <exception cref=\"global::Bpf.Runtime.BpfStateException\">The object is already loaded.</exception>");
        string type = global.IsArray ? $"global::System.ReadOnlySpan<{global.Type}>" : global.Type;
        string name = SourceLiteral.Quote(global.ObjectName);
        writer.Open($"{global.Accessibility} {type} {SourceText.Identifier(global.Name)}");
        writer.Line($"get => this.{ObjectField}.Globals.{(global.IsArray ? "Elements" : "Reference")}<{global.Type}>({name});");
        writer.Line($"set => this.{ObjectField}.Globals.{(global.IsArray ? "SetElements" : "Set")}<{global.Type}>({name}, value);");
        writer.Close();
    }
}
