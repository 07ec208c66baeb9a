using Bpf.Generators.Gathering;
using Bpf.Generators.Model;

namespace Bpf.Generators.Writing;

/// <summary>The programs of the object, each by the class of its kind.</summary>
internal sealed class ProgramGroup(SkeletonModel model)
    : MemberGroup(["Programs"], "ProgramGroup", "The programs of the object.", model.Programs.Select(static program => program.Name))
{
    protected override string? ItemType => Names.BpfProgram;

    protected override string Enumerator => $"this.{ObjectField}.Programs.GetEnumerator()";

    protected override void WriteConstructor(IndentedWriter writer)
    {
        writer.Line($"private readonly {Names.BpfObject} {ObjectField};");
        writer.Line();
        writer.Open($"internal {TypeName}({Names.BpfObject} bpfObject)");
        writer.Line($"this.{ObjectField} = bpfObject;");
        foreach (ProgramModel program in model.Programs)
        {
            writer.Line($"this.{SourceText.Identifier(program.Name)} = bpfObject.Programs.Get<{program.Handle}>({SourceLiteral.Quote(program.Name)});");
        }

        writer.Close();
    }

    protected override void WriteMembers(IndentedWriter writer)
    {
        foreach (ProgramModel program in model.Programs)
        {
            string target = program.Targets.Count switch
            {
                0 => "its target is set by the host",
                1 => $"target {Code(program.Targets[0])}",
                _ => $"targets {string.Join(", ", program.Targets.Select(Code))}",
            };
            writer.Line();
            writer.Summary($"The program {See(model, program.Name)}: {program.Section}, {target}.");
            writer.Line($"public {program.Handle} {SourceText.Identifier(program.Name)} {{ get; }}");
        }
    }

    private static string Code(string target) => $"<c>{SourceLiteral.Xml(target)}</c>";
}
