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
        writer.Summary(
            $"The constant {See(_model, global.Name)} of the object. The programs see the value that it has when the object is loaded;",
            "the C# field of that name is the host's own copy and stays as it is.");
        writer.Line("/// <exception cref=\"global::Bpf.Runtime.BpfStateException\">It is set after the object was loaded.</exception>");
        writer.Open($"{global.Accessibility} {global.Type} {SourceText.Identifier(global.Name)}");
        writer.Line($"get => {Globals}.Reference<{global.Type}>({Arguments(global)});");
        writer.Line($"set => {Globals}.Set<{global.Type}>({Arguments(global)}, value);");
        writer.Close();
    }

    private void WriteVariable(IndentedWriter writer, GlobalModel global)
    {
        writer.Summary(
            $"The variable {See(_model, global.Name)} of the object. Before load it is the initial value, afterwards the memory that the programs use;",
            "the C# field of that name is the host's own copy, which the programs neither read nor change.");
        writer.Line($"{global.Accessibility} ref {global.Type} {SourceText.Identifier(global.Name)} => ref {Globals}.Reference<{global.Type}>({Arguments(global)});");
    }

    private string Globals => $"this.{ObjectField}.Globals";

    private string Arguments(GlobalModel global) => $"{SourceLiteral.Quote(_section)}, {SourceLiteral.Quote(global.Name)}";

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
