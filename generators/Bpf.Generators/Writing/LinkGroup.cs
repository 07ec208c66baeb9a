using Bpf.Generators.Gathering;
using Bpf.Generators.Model;

namespace Bpf.Generators.Writing;

/// <summary>The links of the programs.</summary>
internal sealed class LinkGroup(SkeletonModel model)
    : MemberGroup(["Links"], "LinkGroup", "The links that attach the programs to their targets.", model.Programs.Select(static program => program.Name))
{
    protected override string? ItemType => Names.Link;

    protected override string Enumerator => $"this.{ObjectField}.Links.GetEnumerator()";

    protected override void WriteConstructor(IndentedWriter writer) => WriteObjectField(writer);

    protected override void WriteMembers(IndentedWriter writer)
    {
        foreach (ProgramModel program in model.Programs)
        {
            writer.Line();
            writer.Summary($"The link of {See(model, program.Name)}; null while the program is not attached.");
            string key = SourceLiteral.Quote(program.Name);
            writer.Line($"public {Names.Link}? {SourceText.Identifier(program.Name)} => this.{ObjectField}.Programs[{key}].Link;");
        }
    }
}
