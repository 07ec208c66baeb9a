using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Reference;

/// <summary>
/// Compares the kernel types that the programs of an object declare with those of the reference kernels. An object has one module per
/// architecture.
/// </summary>
internal sealed class KernelTypeCheck(DiagnosticBag diagnostics, Version? minimum)
{
    private readonly KernelTypeComparison<SourceLocation?> _comparison = new(diagnostics.Report, minimum);

    public void Add(KernelUses uses, TargetArchitecture architecture)
    {
        if (uses.Fields.Count == 0 && uses.Enumerators.Count == 0)
        {
            return;
        }

        string name = architecture == TargetArchitecture.X64 ? "x86_64" : "aarch64";
        if (uses.AsksVersion)
        {
            _comparison.AddQuestionOfVersion();
        }

        foreach (DefinedType type in uses.QuestionedTypes)
        {
            _comparison.AddQuestion(KernelTypes.NameOf(type)!);
        }

        foreach (KernelFieldUse use in uses.Fields)
        {
            _comparison.Add([.. use.Path.Select(StepOf)], use.Question, use.Location, name);
        }

        foreach (KernelEnumeratorUse use in uses.Enumerators)
        {
            DefinedType type = use.Enumerator.Owner;
            _comparison.AddEnumerator(KernelTypes.NameOf(type)!, KernelTypes.IsCheckedAtBuild(type), KernelTypes.NameOfEnumerator(use.Enumerator),
                use.AsksExistence, use.Location, name);
        }
    }

    public void Report() => _comparison.Report();

    private static KernelFieldStep StepOf(FieldDesc field) => new(KernelTypes.NameOf(field.Owner)!, KernelTypes.IsUnion(field.Owner),
        KernelTypes.IsCheckedAtBuild(field.Owner), KernelTypes.NameOfField(field), KernelTypes.BitsOf(field), $"{field.Owner.Name}.{field.Name}",
        new Lazy<DeclaredType>(() => DeclaredTypes.Of(field.Type)));
}
