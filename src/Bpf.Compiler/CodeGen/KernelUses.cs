using Bpf.Shared;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;

namespace Bpf.Compiler.CodeGen;

/// <summary>What the programs of an object assume about kernel types.</summary>
internal sealed class KernelUses
{
    private readonly List<KernelFieldUse> _fields = [];
    private readonly List<KernelEnumeratorUse> _enumerators = [];
    private readonly HashSet<DefinedType> _questionedTypes = [];

    public IReadOnlyList<KernelFieldUse> Fields => _fields;

    public IReadOnlyList<KernelEnumeratorUse> Enumerators => _enumerators;

    /// <summary>Types that the programs query for existence or size.</summary>
    public IReadOnlyCollection<DefinedType> QuestionedTypes => _questionedTypes;

    /// <summary>Whether a program queries the kernel version.</summary>
    public bool AsksVersion { get; private set; }

    public void Add(Symbol.KernelField field, KernelFieldQuestion question, SourceLocation? location)
    {
        List<FieldDesc> path = [];
        for (Symbol.KernelField? step = field; step is not null; step = step.Holder)
        {
            path.Insert(0, step.Declaration);
        }

        _fields.Add(new KernelFieldUse(path, question, location));
    }

    public void Add(FieldDesc enumerator, bool asksExistence, SourceLocation? location)
        => _enumerators.Add(new KernelEnumeratorUse(enumerator, asksExistence, location));

    public void AddQuestion(DefinedType type) => _questionedTypes.Add(type);

    public void AddOption(string name) => AsksVersion |= name == "LINUX_KERNEL_VERSION";
}
