using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Bpf.ReferenceKernels;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers;

/// <summary>The types of the vocabulary, as seen by one compilation.</summary>
internal sealed class BpfSymbols
{
    private static readonly ConditionalWeakTable<Compilation, StrongBox<BpfSymbols?>> s_cache = new();

    private readonly ImmutableDictionary<ISymbol, ProgramKind> _programAttributes;

    private BpfSymbols(Compilation compilation, INamedTypeSymbol objectAttribute)
    {
        Compilation = compilation;
        ObjectAttribute = objectAttribute;
        IAssemblySymbol vocabulary = objectAttribute.ContainingAssembly;
        MapAttribute = vocabulary.GetTypeByMetadataName(AttributeNames.Map);
        MapDeclaration = vocabulary.GetTypeByMetadataName("Bpf.BpfMapDeclaration");
        HelperAttribute = vocabulary.GetTypeByMetadataName(AttributeNames.Helper);
        IntrinsicAttribute = vocabulary.GetTypeByMetadataName(AttributeNames.Intrinsic);
        CallsAttribute = vocabulary.GetTypeByMetadataName(AttributeNames.Calls);
        KfuncAttribute = vocabulary.GetTypeByMetadataName(AttributeNames.KernelFunction);
        GlobalFunctionAttribute = vocabulary.GetTypeByMetadataName(AttributeNames.GlobalFunction);
        KernelStructAttribute = vocabulary.GetTypeByMetadataName(AttributeNames.KernelStruct);
        StructOpsAttribute = vocabulary.GetTypeByMetadataName(AttributeNames.StructOps);
        StructOpsMemberAttribute = vocabulary.GetTypeByMetadataName(AttributeNames.StructOpsMember);
        _programAttributes = ProgramKinds.All
            .Where(static kind => kind != StructOpsKinds.Member)
            .Select(kind => (Kind: kind, Symbol: vocabulary.GetTypeByMetadataName(kind.Attribute)))
            .Where(static pair => pair.Symbol is not null)
            .ToImmutableDictionary(static pair => (ISymbol)pair.Symbol!, static pair => pair.Kind, SymbolEqualityComparer.Default);
    }

    /// <summary>The compilation.</summary>
    public Compilation Compilation { get; }

    /// <summary><c>[BpfObject]</c>.</summary>
    public INamedTypeSymbol ObjectAttribute { get; }

    /// <summary><c>[BpfMap]</c>.</summary>
    public INamedTypeSymbol? MapAttribute { get; }

    /// <summary>Base class of the map classes.</summary>
    public INamedTypeSymbol? MapDeclaration { get; }

    /// <summary><c>[BpfHelper]</c>.</summary>
    public INamedTypeSymbol? HelperAttribute { get; }

    /// <summary><c>[BpfIntrinsic]</c>.</summary>
    public INamedTypeSymbol? IntrinsicAttribute { get; }

    /// <summary><c>[BpfKfunc]</c>.</summary>
    public INamedTypeSymbol? KfuncAttribute { get; }

    /// <summary><c>[BpfCalls]</c>.</summary>
    public INamedTypeSymbol? CallsAttribute { get; }

    /// <summary><c>[BpfGlobalFunc]</c>.</summary>
    public INamedTypeSymbol? GlobalFunctionAttribute { get; }

    /// <summary><c>[KernelStruct]</c>.</summary>
    public INamedTypeSymbol? KernelStructAttribute { get; }

    /// <summary><c>[StructOps]</c>.</summary>
    public INamedTypeSymbol? StructOpsAttribute { get; }

    /// <summary><c>[StructOpsMember]</c>.</summary>
    public INamedTypeSymbol? StructOpsMemberAttribute { get; }

    /// <summary>Returns the symbols of a compilation; null when it does not reference the vocabulary.</summary>
    public static BpfSymbols? Of(Compilation compilation) => s_cache.GetValue(compilation, static compilation =>
        new StrongBox<BpfSymbols?>(
            compilation.GetTypeByMetadataName(AttributeNames.Object) is { } attribute
            && !SymbolEqualityComparer.Default.Equals(attribute.ContainingAssembly, compilation.Assembly)
                ? new BpfSymbols(compilation, attribute)
                : null)).Value;

    /// <summary>Returns the kind of program that an attribute declares; null when it does not declare one.</summary>
    public ProgramKind? KindOf(AttributeData attribute)
        => attribute.AttributeClass is { } type && _programAttributes.TryGetValue(type, out ProgramKind? kind)
            ? kind.For([.. attribute.ConstructorArguments.Select(static argument => argument.Kind == TypedConstantKind.Array ? null : argument.Value)])
            : null;

    /// <summary>Returns the kinds of program that a method is: those of its attributes, or that of the members of its struct_ops.</summary>
    public IEnumerable<ProgramKind> KindsOf(IMethodSymbol method)
        => StructureOf(method.ContainingType) is { } structure ? [StructOpsKinds.Of(structure)]
            : method.GetAttributes().Select(KindOf).OfType<ProgramKind>();

    /// <summary>Returns the kernel's name of the struct for a class with <c>[StructOps]</c>; null for others.</summary>
    public string? StructureOf(INamedTypeSymbol? type)
        => type is null ? null : AttributeOf(type, StructOpsAttribute)?.ConstructorArguments.FirstOrDefault().Value as string;

    /// <summary>Returns true for a method with a program attribute, or in a class with <c>[StructOps]</c>.</summary>
    public bool IsProgram(IMethodSymbol method) => method.MethodKind == MethodKind.Ordinary && KindsOf(method).Any();

    /// <summary>Returns the programs of a class with <c>[BpfObject]</c>.</summary>
    public IEnumerable<IMethodSymbol> ProgramsOf(INamedTypeSymbol type)
        => type.GetTypeMembers().Where(table => StructureOf(table) is not null).Prepend(type)
            .SelectMany(static part => part.GetMembers()).OfType<IMethodSymbol>().Where(IsProgram);

    /// <summary>Returns true for a class with <c>[BpfObject]</c>, and for one with <c>[StructOps]</c> in it.</summary>
    public bool IsPartOfObject(INamedTypeSymbol? type) => IsObject(type) || (StructureOf(type) is not null && IsObject(type!.ContainingType));

    /// <summary>Returns true for a class with <c>[BpfObject]</c>.</summary>
    public bool IsObject(INamedTypeSymbol? type) => type is not null && Has(type, ObjectAttribute);

    /// <summary>Returns true for a map class of the vocabulary.</summary>
    public bool IsMap(ITypeSymbol? type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, MapDeclaration))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the <c>[BpfMap]</c> of a field; null when it has none.</summary>
    public AttributeData? MapAttributeOf(IFieldSymbol field)
        => field.GetAttributes().FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, MapAttribute));

    /// <summary>Returns the helper that a method or property binds or stands for; null for others.</summary>
    public HelperInfo? HelperOf(ISymbol method)
        => AttributeOf(method, HelperAttribute)?.ConstructorArguments.FirstOrDefault().Value is int id ? HelperTable.Find(id)
            : AttributeOf(method, CallsAttribute)?.ConstructorArguments.FirstOrDefault().Value is string name ? HelperTable.Find(name) : null;

    /// <summary>Returns the name of the kernel function (kfunc) that a method or property binds or stands for; null for others.</summary>
    public string? KernelFunctionOf(ISymbol method)
        => AttributeOf(method, KfuncAttribute)?.ConstructorArguments.FirstOrDefault().Value as string
            ?? (AttributeOf(method, CallsAttribute)?.ConstructorArguments.FirstOrDefault().Value is string name && KfuncTable.Reference.Find(name) is not null
                ? name : null);

    /// <summary>Returns true for a method that binds a helper or a kernel function.</summary>
    public bool IsKernelFunction(IMethodSymbol method) => Has(method, HelperAttribute) || Has(method, KfuncAttribute);

    /// <summary>Returns true for a method that throws in user space: it binds a helper or a kernel function, or is a compiler intrinsic.</summary>
    public bool IsBpfOnly(IMethodSymbol method) => IsKernelFunction(method) || Has(method, IntrinsicAttribute);

    /// <summary>Returns true for a type or member of the vocabulary assembly.</summary>
    public bool IsVocabulary(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, ObjectAttribute.ContainingAssembly);

    /// <summary>Returns true when a symbol has the attribute.</summary>
    public static bool Has(ISymbol symbol, INamedTypeSymbol? attribute) => AttributeOf(symbol, attribute) is not null;

    /// <summary>Returns the attribute of a symbol; null when it does not have it.</summary>
    public static AttributeData? AttributeOf(ISymbol symbol, INamedTypeSymbol? attribute)
        => attribute is null ? null : symbol.GetAttributes().FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute));
}
