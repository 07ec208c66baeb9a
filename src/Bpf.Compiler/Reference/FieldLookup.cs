using Bpf.Shared;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Metadata;
using Bpf.ReferenceKernels;

namespace Bpf.Compiler.Reference;

/// <summary>Resolves the path of a field in the types of a kernel, as the loader does.</summary>
internal sealed class FieldLookup(KernelTypeTable table, KernelFieldUse use)
{
    private readonly KernelAggregate? _root = table.FindAggregate(TypeFlavor.Essential(KernelTypes.NameOf(use.Path[0].Owner)!),
        KernelTypes.IsUnion(use.Path[0].Owner));

    /// <summary>Compares the declaration with the kernel.</summary>
    public FieldFinding In(int kernel)
    {
        if (_root is null || !_root.Kernels.Contains(kernel))
        {
            return new FieldFinding(FieldFindingKind.NoType);
        }

        IReadOnlyList<KernelAggregate> holders = [_root];
        for (int step = 0; ; step++)
        {
            FieldDesc field = use.Path[step];
            KernelMember[] members = [.. Members(holders, field).Where(member => member.Kernels.Contains(kernel))];
            if (members.Length == 0)
            {
                return new FieldFinding(FieldFindingKind.NoField, step);
            }

            DeclaredType declared = DeclaredType.Of(field.Type);
            KernelMember[] found = [.. members.Where(member => declared.IsFoundAs(member.Type))];
            if (found.Length == 0)
            {
                return new FieldFinding(FieldFindingKind.OtherKind, step, KernelText.Of(members[0]));
            }

            if (step == use.Path.Count - 1)
            {
                return found.Any(member => HasValue(declared, KernelTypes.BitsOf(field), member))
                    ? default
                    : new FieldFinding(FieldFindingKind.OtherValue, step, KernelText.Of(found[0]));
            }

            holders = [.. found.Select(member => HeldBy(member.Type)).OfType<KernelAggregate>()];
        }
    }

    /// <summary>Returns the structs, across all kernels, in which a step of the path is looked up.</summary>
    public IReadOnlyList<KernelAggregate> HoldersOf(int step)
    {
        IReadOnlyList<KernelAggregate> holders = _root is null ? [] : [_root];
        foreach (FieldDesc field in use.Path.Take(step))
        {
            holders = [.. Members(holders, field).Select(member => HeldBy(member.Type)).OfType<KernelAggregate>().Distinct()];
        }

        return holders;
    }

    /// <summary>Returns the members, across all kernels, that a step of the path may match.</summary>
    public IEnumerable<KernelMember> MembersOf(int step) => Members(HoldersOf(step), use.Path[step]);

    private static IEnumerable<KernelMember> Members(IEnumerable<KernelAggregate> holders, FieldDesc field)
        => holders.SelectMany(holder => holder.Find(KernelTypes.NameOfField(field)));

    // Of an array, what its elements are.
    private static KernelAggregate? HeldBy(KernelType type)
        => type.Resolved is { Kind: KernelTypeKind.Array, Element: { } element } ? HeldBy(element) : type.Resolved.Aggregate;

    // Core.ReadBits takes offset, width and sign from the kernel.
    private bool HasValue(DeclaredType declared, int bits, KernelMember member)
        => bits > 0 || use.Question != KernelFieldQuestion.Value || (member.Bits == 0 && declared.HasValueOf(member.Type));
}
