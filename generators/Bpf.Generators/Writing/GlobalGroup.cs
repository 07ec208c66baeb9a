using Bpf.Generators.Gathering;
using Bpf.Generators.Model;
using Bpf.Shared;

namespace Bpf.Generators.Writing;

/// <summary>The global variables of one section: values in .rodata, references in .data and .bss.</summary>
internal sealed class GlobalGroup : MemberGroup
{
    private readonly SkeletonModel _model;
    private readonly string _section;
    private readonly GlobalModel[] _globals;
    public GlobalGroup(SkeletonModel model, string section)
        : this(model, section, [.. model.Globals.Where(global => global.Section == section)])
    {
    }

    private GlobalGroup(SkeletonModel model, string section, GlobalModel[] globals)
        : base(PropertyOf(section), PropertyOf(section) + "Group", SummaryOf(section), globals.Select(static global => global.Name))
    {
        _model = model;
        _section = section;
        _globals = globals;
    }

    protected override void WriteConstructor(IndentedWriter writer) => WriteObjectField(writer);

    protected override void WriteMembers(IndentedWriter writer)
    {
        foreach (GlobalModel global in _globals)
        {
            writer.Line();
            if (_section == GlobalSections.ReadOnly)
            {
                WriteConstant(writer, global);
            }
            else
            {
                WriteVariable(writer, global);
            }
        }
    }

    private void WriteConstant(IndentedWriter writer, GlobalModel global)
    {
        string what = global.Shape == GlobalShape.Elements ? "array" : "constant";
        writer.Summary(
            $"The {what} {See(_model, global.Name)} of the object. The programs see the value that it has when the object is loaded;",
            "the C# field of that name is the host's own copy and stays as it is.");
        if (global.Shape == GlobalShape.Elements)
        {
            writer.Line("/// <exception cref=\"global::System.ArgumentException\">It is set to more or fewer elements than it has.</exception>");
        }

        writer.Line("/// <exception cref=\"global::Bpf.Runtime.BpfStateException\">It is set after the object was loaded.</exception>");
        string type = global.Shape == GlobalShape.Elements ? $"global::System.ReadOnlySpan<{global.Type}>" : global.Type;
        writer.Open($"{global.Accessibility} {type} {SourceText.Identifier(global.Name)}");
        switch (global.Shape)
        {
            case GlobalShape.Elements:
                writer.Line($"get => {Elements(global)};");
                writer.Line($"set => {Globals}.SetElements<{global.Type}>({Arguments(global)}, value);");
                break;
            case GlobalShape.Nullable:
                writer.Line($"get => {NullableReference(global)};");
                writer.Line($"set => {Globals}.SetElements<byte>({Arguments(
                    global)}, global::System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(");
                writer.Line($"    ref {Names.Unsafe}.As<{global.Type}, byte>(ref value), {Names.Unsafe}.SizeOf<{global.Type}>()));");
                break;
            default:
                writer.Line($"get => {Globals}.Reference<{global.Type}>({Arguments(global)});");
                writer.Line($"set => {Globals}.Set<{global.Type}>({Arguments(global)}, value);");
                break;
        }

        writer.Close();
    }

    private void WriteVariable(IndentedWriter writer, GlobalModel global)
    {
        string what = global.Shape == GlobalShape.Elements ? "elements of the array" : "variable";
        writer.Summary(
            $"The {what} {See(_model, global.Name)} of the object. Before load it is the initial value, afterwards the memory that the programs use;",
            "the C# field of that name is the host's own copy, which the programs neither read nor change.");
        string name = SourceText.Identifier(global.Name);
        writer.Line(global.Shape switch
        {
            GlobalShape.Elements => $"{global.Accessibility} global::System.Span<{global.Type}> {name} => {Elements(global)};",
            GlobalShape.Nullable => $"{global.Accessibility} ref {global.Type} {name} => ref {NullableReference(global)};",
            _ => $"{global.Accessibility} ref {global.Type} {name} => ref {Globals}.Reference<{global.Type}>({Arguments(global)});",
        });
    }

    private string Elements(GlobalModel global) => $"{Globals}.Elements<{global.Type}>({Arguments(global)})";

    private string NullableReference(GlobalModel global) => $"{Names.Unsafe}.As<byte, {global.Type}>(ref {Globals}.Elements<byte>({Arguments(global)})[0])";

    private string Globals => $"this.{ObjectField}.Globals";

    private string Arguments(GlobalModel global) => $"{SourceLiteral.Quote(_section)}, {SourceLiteral.Quote(global.ObjectName)}";

    private static string PropertyOf(string section) => section switch
    {
        GlobalSections.ReadOnly => "Rodata",
        GlobalSections.Data => "Data",
        _ => "Bss",
    };

    private static string SummaryOf(string section) => section switch
    {
        GlobalSections.ReadOnly => "The constants of the object (section .rodata): they can be set before load.",
        GlobalSections.Data => "The initialised variables of the object (section .data), shared with the programs.",
        _ => "The variables of the object that start as zero (section .bss), shared with the programs.",
    };
}
