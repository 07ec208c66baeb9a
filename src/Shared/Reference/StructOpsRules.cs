using System.Linq;
using System.Text;
using Bpf.ReferenceKernels;

namespace Bpf.Shared;

/// <summary>Compares classes with <c>[StructOps]</c> with the structs of the reference kernels.</summary>
internal static class StructOpsRules
{
    /// <summary>Fault of a class that is not in one with <c>[BpfObject]</c>.</summary>
    public const string NotNested = "it must be nested in a class with [BpfObject]";

    /// <summary>Fault of a class that is not static.</summary>
    public const string NotStatic = "it must be a static class";

    /// <summary>Fault of a member outside of such a class.</summary>
    public const string Stray = "its class does not have [StructOps]";

    private const string Registration = "bpf_struct_ops_"; // The struct around each struct_ops, kernel/bpf/bpf_struct_ops.c
    private const int MaximumEdits = 3;

    /// <summary>Returns the faults of a class, apart from those of the parameters of its methods.</summary>
    public static IEnumerable<StructOpsFault> FaultsOf(DeclaredStructOps table)
    {
        if (table.ClassFault is { } fault)
        {
            return [new StructOpsFault(-1, new DeclarationFault(BpfDiagnostics.StructOpsClass, table.Name, fault))];
        }

        if (StructureOf(table.Structure) is not { } structure)
        {
            IReadOnlyList<string> near = NamesNear(table.Structure);
            return near.Count == 0 ? []
                : [new StructOpsFault(-1, new DeclarationFault(BpfDiagnostics.UnknownStructOps, table.Structure, Choices(near)))];
        }

        return [.. NameFaultsOf(table, structure), .. table.Members.SelectMany((member, index) => FaultsOf(table, structure, member, index))];
    }

    /// <summary>Returns a struct of the reference kernels; null when they do not have it, as with that of a module.</summary>
    public static KernelAggregate? StructureOf(string name)
        => KernelTypeTable.Reference.FindAggregate(Registration + name, isUnion: false) is null ? null
            : KernelTypeTable.Reference.FindAggregate(name, isUnion: false);

    /// <summary>Returns the type of a member in the newest kernel that has it; null when there is no such member.</summary>
    public static KernelType? TypeOf(string structure, string member) => StructureOf(structure)?.Find(member).LastOrDefault()?.Type.Resolved;

    /// <summary>
    /// Returns the version of the oldest reference kernel that has a member, if a kernel is too old for it as far as is known: the newest reference kernel up
    /// to that one has the struct, but not the member. Null if it may be there.
    /// </summary>
    /// <param name="structure">The kernel's name of the struct.</param>
    /// <param name="member">The kernel's name of the member.</param>
    /// <param name="kernel">The kernel.</param>
    public static Version? SinceIfMissing(string structure, string member, Version kernel)
    {
        if (StructureOf(structure) is not { } table)
        {
            return null;
        }

        (int Index, Version Version)[] kernels = [.. KernelTypeTable.Reference.Kernels.Select(static (reference, index) => (index, reference.Version))];
        KernelSet holders = table.Find(member).Aggregate(default(KernelSet), static (set, found) => set | found.Kernels);
        Version? newest = kernels.Where(known => known.Version <= kernel).Select(static known => known.Version).DefaultIfEmpty().Max();
        return kernels.Any(known => known.Version == newest && table.Kernels.Contains(known.Index) && !holders.Contains(known.Index))
            ? kernels.Where(known => holders.Contains(known.Index) && known.Version > kernel).Select(static known => known.Version).DefaultIfEmpty().Min()
            : null;
    }

    /// <summary>Returns what a function of a struct returns in the newest kernel that has it; null when it is not known.</summary>
    public static KernelType? ResultOf(string structure, string member) => FunctionOf(structure, member) is { } function ? ResultOf(function) : null;

    /// <summary>Describes a member in messages.</summary>
    public static string Describe(string structure, string member) => $"{member} of struct {structure}";

    /// <summary>Returns the member that names a table; null for a struct without one.</summary>
    public static string? NameMemberOf(string structure)
        => StructureOf(structure)?.Members.FirstOrDefault(static member => StructOpsKinds.IsName(member.Name) && IsText(member.Type.Resolved))?.Name;

    /// <summary>Returns the name of a table: the one that is declared, or that of the class in snake case.</summary>
    public static string NameOf(DeclaredStructOps table) => table.TableName ?? KernelNames.OfField(table.Name);

    /// <summary>Returns true for an array of characters.</summary>
    public static bool IsText(KernelType type) => type is { Kind: KernelTypeKind.Array, Element.Resolved.Name: "char" };

    private static IEnumerable<StructOpsFault> NameFaultsOf(DeclaredStructOps table, KernelAggregate structure)
    {
        if (NameMemberOf(table.Structure) is { } name && !table.Members.Any(member => member.Member == name)
            && TextFault(NameOf(table), structure.Find(name).Last().Type.Resolved) is { } fault)
        {
            yield return new StructOpsFault(-1, new DeclarationFault(BpfDiagnostics.StructOpsValue, table.Name, fault));
        }
    }

    private static IEnumerable<StructOpsFault> FaultsOf(DeclaredStructOps table, KernelAggregate structure, DeclaredStructOpsMember member, int index)
    {
        if (structure.Find(member.Member).LastOrDefault() is not { } found)
        {
            yield return new StructOpsFault(index,
                new DeclarationFault(BpfDiagnostics.UnknownStructOpsMember, member.Name, table.Structure, member.Member, Advice(structure, member)));
            yield break;
        }

        KernelType type = found.Type.Resolved;
        bool isFunction = type is { Kind: KernelTypeKind.Pointer, Element.Kind: KernelTypeKind.Function };
        string? fault = isFunction != member.IsMethod ? $"it is a {(isFunction ? "function" : $"{found.Type}")} in the kernel"
            : !member.IsReadOnly ? "it must be const or static readonly; the host changes it through the skeleton"
            : member.IsMethod ? null : ValueFault(member, found.Type);
        if (fault is not null)
        {
            yield return new StructOpsFault(index, new DeclarationFault(BpfDiagnostics.StructOpsValue, member.Name, fault));
        }
        else if (member.IsMethod && ResultFault(table, member) is { } result)
        {
            yield return new StructOpsFault(index, new DeclarationFault(BpfDiagnostics.StructOpsResult, member.Name, member.Type.Name, $"{result}"));
        }
    }

    private static KernelType? ResultFault(DeclaredStructOps table, DeclaredStructOpsMember member)
        => FunctionOf(table.Structure, member.Member) is { } function && !function.Signatures.Any(signature => Fits(member.Type, signature.Result))
            ? ResultOf(function) : null;

    private static KernelFunction? FunctionOf(string structure, string member)
        => StructOpsKinds.Of(structure).Prototype is { } prototype ? KernelFunctionTable.Reference.Find(prototype.FunctionOf(member)) : null;

    private static KernelType ResultOf(KernelFunction function) => function.Signatures[function.Signatures.Count - 1].Result;

    private static bool Fits(SignatureType declared, KernelType result)
        => declared.Shape == TypeShape.Void ? result.Resolved.Kind == KernelTypeKind.Void
            : result.Resolved.Kind != KernelTypeKind.Void && KernelParameterFit.Of(declared, result) != ParameterFit.Differs;

    private static string? ValueFault(DeclaredStructOpsMember member, KernelType named)
    {
        KernelType type = named.Resolved;
        return IsText(type) ? member.Value is string text ? TextFault(text, type)
            : member.Type.FullName == "string" && !member.IsValueKnown ? null : $"it is char[{type.Count}] in the kernel; use const string"
            : type.Kind != KernelTypeKind.Integer ? $"it is {named} in the kernel, which a program cannot set"
            : member.Type.Shape is not (TypeShape.Boolean or TypeShape.Int32 or TypeShape.Integer) ? $"it is {named} in the kernel, not {member.Type.Name}"
            : member.Value is long number && !IsInRange(number, member.Type, type) ? $"{number} does not fit in {named}"
            : null;
    }

    private static bool IsInRange(long number, SignatureType declared, KernelType type)
        => type.Size == sizeof(long) ? type.IsSigned || declared.IsSigned == false || number >= 0
            : type.IsSigned ? number >= -(1L << ((type.Size * 8) - 1)) && number < 1L << ((type.Size * 8) - 1)
            : number >= 0 && number < 1L << (type.Size * 8);

    private static string? TextFault(string text, KernelType type)
        => text.Length == 0 ? "the name is empty"
            : Encoding.UTF8.GetByteCount(text) >= type.Count ? $"'{text}' is longer than the {type.Count - 1} bytes that the kernel keeps" : null;

    private static string Advice(KernelAggregate structure, DeclaredStructOpsMember member)
    {
        IReadOnlyList<string> near = NearNames.Of(member.Member, structure.Members.Select(static known => known.Name),
            Math.Min(MaximumEdits, Math.Max(1, member.Member.Length / 3)));
        return near.Count > 0 ? Choices(near) : $"move it into the class around it if it is not meant to be one";
    }

    /// <summary>Returns the tables that may be meant by one that none of the reference kernels has.</summary>
    public static IReadOnlyList<string> NamesNear(string structure) => NearNames.Of(structure, Structures());

    private static IEnumerable<string> Structures()
        => KernelTypeTable.Reference.AggregateNames(isUnion: false).Where(static name => name.StartsWith(Registration, StringComparison.Ordinal))
            .Select(static name => name.Substring(Registration.Length)).Where(static name => StructureOf(name) is not null);

    private static string Choices(IReadOnlyList<string> names) => $"did you mean {KernelText.List([.. names.Select(static name => $"'{name}'")], "or")}?";
}
