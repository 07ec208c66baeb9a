using System.Text;
using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.Files;
using Bpf.Runtime;

namespace Bpf.Objects.Relocations;

/// <summary>
/// Adapts instructions to the target's types (CO-RE): finds the target types with the same name, evaluates the relocation against each, and requires
/// a unique answer.
/// </summary>
/// <param name="file">The object.</param>
/// <param name="target">Returns the target's types; called only when a relocation needs them.</param>
/// <param name="modules">Returns the types of modules; called only when <paramref name="target"/> has no type with the name.</param>
internal sealed class CoreRelocator(ObjectFile file, Func<BtfTypeTable> target, Func<IReadOnlyList<BtfTypeTable>> modules)
{
    private readonly Dictionary<uint, List<(BtfTypeTable Types, uint Id)>> _candidates = [];
    private readonly Dictionary<(uint Type, uint Access, CoreRelocationKind Kind), CoreResult> _results = [];
    private readonly Dictionary<(int Section, int Instruction), CoreRelocation> _poisoned = [];
    private readonly Dictionary<(int Section, int Instruction), string> _mismatches = [];

    /// <summary>Returns the names of the types at which the object's relocations start, to be looked up in the target.</summary>
    public static List<byte[]> TargetNames(ObjectFile file)
    {
        HashSet<uint> ids = [];
        foreach (CoreRelocation relocation in CoreRelocation.AllOf(file))
        {
            if (relocation.Kind != CoreRelocationKind.TypeIdLocal && relocation.TypeId < file.Btf!.EndId)
            {
                ids.Add(relocation.TypeId);
            }
        }

        List<byte[]> names = [];
        foreach (uint id in ids)
        {
            names.Add(file.Btf![id].Name.ToArray());
        }

        return names;
    }

    /// <summary>Relocates the instructions of a function in its section.</summary>
    /// <exception cref="BpfObjectFormatException">A relocation does not fit the types or the instruction.</exception>
    /// <exception cref="BpfException">The target's types give different answers.</exception>
    public void Relocate(in FunctionCode function)
    {
        if (file.Extension is not { Core.RecordSize: > 0 } extension)
        {
            return;
        }

        CodeSection section = file.Code[function.SectionIndex]!;
        FunctionCode current = function;
        int size = extension.Core.RecordSize;
        ReadOnlySpan<byte> records = extension.Core.InRange(section.Name, (uint)function.Start * 8, (uint)function.End * 8);
        for (int i = 0; i < records.Length; i += size)
        {
            CoreRelocation relocation = CoreRelocation.Read(records[i..]);
            CoreResult result = Resolve(function, relocation);
            int index = (int)(relocation.InstructionOffset / 8);
            if (!result.IsPoison && MismatchOf(relocation) is { } mismatch)
            {
                // Poison the instruction rather than fail here: the access may be behind a check that the verifier can evaluate.
                result = result with { IsPoison = true };
                _mismatches[(section.Index, index)] = mismatch;
            }

            if (!CorePatch.Apply(section.Instructions.AsSpan(0, function.End), index, result, text => Defect(current, relocation, text)))
            {
                _poisoned[(section.Index, index)] = relocation;
            }
        }
    }

    /// <summary>Describes what a poisoned instruction requested, or returns <see langword="null"/> when the instruction is not poisoned.</summary>
    public string? ExplainPoison(int section, int instruction)
        => _poisoned.TryGetValue((section, instruction), out CoreRelocation relocation)
            ? $"{CoreSpec.Parse(file.Btf!, relocation).Describe()} ({Question(relocation.Kind)}){OtherDeclaration(relocation)}"
            : null;

    /// <summary>
    /// Describes how the declaration of what a poisoned instruction reads differs from the target's, or returns <see langword="null"/> when that is
    /// not the reason.
    /// </summary>
    public string? ExplainMismatch(int section, int instruction) => _mismatches.GetValueOrDefault((section, instruction));

    /// <summary>Returns the target types that a type of the object may stand for.</summary>
    public List<(BtfTypeTable Types, uint Id)> CandidatesOf(uint typeId)
    {
        if (_candidates.TryGetValue(typeId, out List<(BtfTypeTable, uint)>? known))
        {
            return known;
        }

        List<(BtfTypeTable, uint)> found = [];
        BtfType local = file.Btf![typeId];
        AddCandidates(target());
        if (found.Count == 0)
        {
            foreach (BtfTypeTable module in modules())
            {
                AddCandidates(module);
            }
        }

        _candidates[typeId] = found;
        return found;

        void AddCandidates(BtfTypeTable types) => found.AddRange(CandidatesIn(types, local).Select(id => (types, id)));
    }

    /// <summary>Returns the types of one table that a type of the object may stand for.</summary>
    public static List<uint> CandidatesIn(BtfTypeTable types, BtfType local)
    {
        List<uint> found = [];
        foreach (uint id in types.Named(local.Name))
        {
            if (CoreTypes.AreKindsCompatible(local, types[id]))
            {
                found.Add(id);
            }
        }

        return found;
    }

    private CoreResult Resolve(in FunctionCode function, CoreRelocation relocation)
    {
        if (relocation.Kind > CoreRelocationKind.TypeMatches)
        {
            throw Defect(function, relocation, $"has unknown kind {(uint)relocation.Kind}");
        }

        if (_results.TryGetValue((relocation.TypeId, relocation.AccessOffset, relocation.Kind), out CoreResult known))
        {
            return known;
        }

        CoreSpec local = CoreSpec.Parse(file.Btf!, relocation);
        CoreResult result = relocation.Kind == CoreRelocationKind.TypeIdLocal
            ? CoreCalculator.Calculate(relocation, local, null)
            : ResolveInTarget(function, relocation, local);
        _results[(relocation.TypeId, relocation.AccessOffset, relocation.Kind)] = result;
        return result;
    }

    private CoreResult ResolveInTarget(in FunctionCode function, CoreRelocation relocation, CoreSpec local)
    {
        if (file.Btf![relocation.TypeId].NameOffset == 0)
        {
            throw new BpfUnsupportedException("relocate", $"{file.Name}:{function.Name}",
                $"A CO-RE relocation starts at an anonymous type ({local.Describe()}).", Errno.EOPNOTSUPP);
        }

        CoreResult? result = null;
        CoreSpec? first = null;
        foreach ((BtfTypeTable types, uint id) in CandidatesOf(relocation.TypeId))
        {
            CoreSpec? match = CoreSpec.Match(local, relocation, types, id);
            if (match is null)
            {
                continue;
            }

            CoreResult candidate = CoreCalculator.Calculate(relocation, local, match);
            if (result is null)
            {
                result = candidate;
                first = match;
            }
            else if (match.BitOffset != first!.BitOffset || candidate.NewValue != result.Value.NewValue || candidate.IsPoison != result.Value.IsPoison)
            {
                throw new BpfException("relocate", $"{file.Name}:{function.Name}", Errno.EINVAL,
                    Ambiguity(relocation, local, first, result.Value, match, candidate));
            }
        }

        return result ?? CoreCalculator.Calculate(relocation, local, null);
    }

    // A field of another kind, such as a pointer declared as an integer, does not match; the user needs to know that a field of that name exists.
    private string OtherDeclaration(CoreRelocation relocation)
    {
        CoreSpec local = CoreSpec.Parse(file.Btf!, relocation);
        if (!relocation.IsField || local.Steps is not [_, { IsNamed: true } step])
        {
            return "";
        }

        uint declared = file.Btf![step.TypeId].Member(step.Index).TypeId;
        foreach ((BtfTypeTable types, uint id) in CandidatesOf(relocation.TypeId))
        {
            BtfType type = types.SkipModifiersAndTypedefs(id);
            for (int i = 0; type.IsComposite && i < type.Count; i++)
            {
                BtfMember member = type.Member(i);
                if (types.String(member.NameOffset).SequenceEqual(file.Btf.String(step.NameOffset)))
                {
                    return $" as '{BtfText.Describe(file.Btf, declared)}': its field of that name is '{BtfText.Describe(types, member.TypeId)}'";
                }
            }
        }

        return "";
    }

    // Only plain reads of the declared type: existence checks, and bits shifted out of the field, follow the target by themselves.
    private string? MismatchOf(CoreRelocation relocation)
    {
        if (file.CheckedReads.Count == 0 || relocation.Kind != CoreRelocationKind.FieldByteOffset)
        {
            return null;
        }

        CoreSpec local = CoreSpec.Parse(file.Btf!, relocation);
        if (!local.Last.IsNamed || !file.CheckedReads.Contains($"{file.Btf![local.Last.TypeId].NameText}.{file.Btf.Text(local.Last.NameOffset)}"))
        {
            return null;
        }

        foreach ((BtfTypeTable types, uint id) in CandidatesOf(relocation.TypeId))
        {
            if (CoreSpec.Match(local, relocation, types, id) is { } match)
            {
                return CoreMismatch.Describe(local, match);
            }
        }

        return null;
    }

    private static string Ambiguity(CoreRelocation relocation, CoreSpec local, CoreSpec first, CoreResult a, CoreSpec second, CoreResult b)
    {
        StringBuilder text = new();
        text.Append($"The {Question(relocation.Kind)} of {local.Describe()} is ambiguous: ");
        text.Append($"{first.DescribeRoot()} of the target yields {a.NewValue} (offset {first.BitOffset / 8}), ");
        text.Append($"{second.DescribeRoot()} yields {b.NewValue} (offset {second.BitOffset / 8}).");
        return text.ToString();
    }

    private static string Question(CoreRelocationKind kind) => kind switch
    {
        CoreRelocationKind.FieldByteOffset => "byte offset",
        CoreRelocationKind.FieldByteSize => "byte size",
        CoreRelocationKind.FieldExists => "existence of the field",
        CoreRelocationKind.FieldSigned => "sign of the field",
        CoreRelocationKind.FieldLeftShift or CoreRelocationKind.FieldRightShift => "bit-field shift",
        CoreRelocationKind.TypeIdLocal => "local type id",
        CoreRelocationKind.TypeIdTarget => "target type id",
        CoreRelocationKind.TypeExists => "existence of the type",
        CoreRelocationKind.TypeSize => "size of the type",
        CoreRelocationKind.TypeMatches => "match of the type",
        CoreRelocationKind.EnumeratorExists => "existence of the enumerator",
        _ => "value of the enumerator",
    };

    private BpfObjectFormatException Defect(in FunctionCode function, CoreRelocation relocation, string text)
        => new($"{file.Name}:{function.Name}", $"The CO-RE relocation of instruction {(relocation.InstructionOffset / 8) - (uint)function.Start} {text}.");
}
