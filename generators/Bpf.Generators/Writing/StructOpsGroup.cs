using Bpf.Generators.Gathering;
using Bpf.Generators.Model;

namespace Bpf.Generators.Writing;

/// <summary>The tables of functions for the kernel, each with a class that has a property for each number and text that the object sets.</summary>
internal sealed class StructOpsGroup(SkeletonModel model) : MemberGroup(
    ["StructOps"],
    "StructOpsGroup",
    "The tables of functions that the kernel calls (struct_ops). Attach registers them, Detach unregisters them.",
    model.StructOps.Select(static table => table.Name))
{
    private const string Handle = "global::Bpf.Runtime.StructOpsMap";
    private static readonly string[] s_inherited =
    [
        "Map", "Type", "RegisteredName", "AutoLoad", "AutoAttach", "IsAttached", "Attach", "Detach", "GetNumber", "SetNumber", "GetText", "SetText", "ToString",
        "Equals", "GetHashCode", "GetType", "MemberwiseClone",
    ];

    protected override void WriteConstructor(IndentedWriter writer)
    {
        writer.Open($"internal {TypeName}({Names.BpfObject} bpfObject)");
        foreach (StructOpsModel table in model.StructOps)
        {
            writer.Line($"this.{SourceText.Identifier(table.Name)} = new {ClassOf(table)}(bpfObject.Maps[{SourceLiteral.Quote(table.Name)}]);");
        }

        writer.Close();
    }

    protected override void WriteMembers(IndentedWriter writer)
    {
        foreach (StructOpsModel table in model.StructOps)
        {
            writer.Line();
            writer.Summary($"The table {See(model, table.Name)}, a <c>struct {SourceLiteral.Xml(table.Structure)}</c>.");
            writer.Line($"public {ClassOf(table)} {SourceText.Identifier(table.Name)} {{ get; }}");
        }

        foreach (StructOpsModel table in model.StructOps)
        {
            writer.Line();
            WriteClass(writer, table);
        }
    }

    private void WriteClass(IndentedWriter writer, StructOpsModel table)
    {
        writer.Summary($"The table {See(model, table.Name)} with its numbers and texts.");
        foreach (string attribute in Names.ClassAttributes)
        {
            writer.Line(attribute);
        }

        writer.Open($"public sealed class {ClassOf(table)} : {Handle}");
        writer.Open($"internal {ClassOf(table)}(global::Bpf.Runtime.BpfMap map) : base(map)");
        writer.Close();
        foreach (StructOpsSettingModel setting in table.Settings)
        {
            string member = SourceLiteral.Quote(setting.Member);
            bool isText = setting.Type == "string";
            writer.Line();
            writer.Summary($"The member <c>{SourceLiteral.Xml(setting.Member)}</c>, which can be set between Open and Load.");
            writer.Line("/// <exception cref=\"global::Bpf.Runtime.BpfStateException\">The object is already loaded.</exception>");
            writer.Open($"public {setting.Type} {SourceText.Identifier(UniqueName.For(setting.Name, [.. s_inherited, ClassOf(table)]))}");
            writer.Line(isText ? $"get => GetText({member});" : $"get => GetNumber<{setting.Type}>({member});");
            writer.Line(isText ? $"set => SetText({member}, value);" : $"set => SetNumber<{setting.Type}>({member}, value);");
            writer.Close();
        }

        writer.Close();
    }

    private string ClassOf(StructOpsModel table) => UniqueName.For($"{table.Name}Table", model.StructOps.Select(static other => other.Name).Append(TypeName));
}
