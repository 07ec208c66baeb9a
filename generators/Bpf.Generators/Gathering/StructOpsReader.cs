using System.Collections.Immutable;
using Bpf.Generators.Model;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Gathering;

/// <summary>Reads the classes with <c>[StructOps]</c> in a BPF class.</summary>
internal static class StructOpsReader
{
    public static ImmutableArray<StructOpsModel> ReadAll(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var tables = ImmutableArray.CreateBuilder<StructOpsModel>();
        foreach ((INamedTypeSymbol table, string structure) in TablesOf(type))
        {
            cancellation.ThrowIfCancellationRequested();
            ImmutableArray<string> programs = [.. MethodsOf(table).Select(method => StructOpsKinds.ProgramOf(table.Name, method.Name))];
            ImmutableArray<StructOpsSettingModel> settings = [.. table.GetMembers().OfType<IFieldSymbol>().Select(Setting).OfType<StructOpsSettingModel>()];
            tables.Add(new StructOpsModel(table.Name, structure, new(programs), new(settings)));
        }

        return tables.ToImmutable();
    }

    /// <summary>Returns the classes with the attribute that are nested in a class, and the structs that they are.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, string Structure)> TablesOf(INamedTypeSymbol container)
        => from type in container.GetTypeMembers()
           where type is { IsStatic: true, IsGenericType: false }
           from attribute in type.GetAttributes()
           where attribute.AttributeClass?.ToDisplayString() == AttributeNames.StructOps
           let structure = attribute.ConstructorArguments.FirstOrDefault().Value as string
           where structure is not null
           select (type, structure);

    /// <summary>Returns the methods that become programs.</summary>
    public static IEnumerable<IMethodSymbol> MethodsOf(INamedTypeSymbol table)
        => table.GetMembers().OfType<IMethodSymbol>().Where(static method => method.MethodKind == MethodKind.Ordinary);

    private static StructOpsSettingModel? Setting(IFieldSymbol field)
    {
        ITypeSymbol type = field.Type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : field.Type;
        bool isValue = type.SpecialType is SpecialType.System_String or SpecialType.System_Char
            or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64);
        string? given = field.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == AttributeNames.StructOpsMember)
            ?.ConstructorArguments.FirstOrDefault().Value as string;
        return !isValue || field.IsImplicitlyDeclared ? null
            : new StructOpsSettingModel(field.Name, StructOpsKinds.MemberOf(given, field.Name), type.ToDisplayString());
    }
}
