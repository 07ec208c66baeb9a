using Bpf.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bpf.Compiler.Tests.Framework;

/// <summary>
/// The members of the base class library whose types BPF code may have: integers, structs of them, spans, pointers. Strings, objects, floating-point numbers and
/// delegates have rules of their own.
/// </summary>
internal sealed class FrameworkProbes
{
    private static readonly Dictionary<string, string> s_operators = new()
    {
        ["op_Addition"] = "+", ["op_Subtraction"] = "-", ["op_Multiply"] = "*", ["op_Division"] = "/", ["op_Modulus"] = "%", ["op_BitwiseAnd"] = "&",
        ["op_BitwiseOr"] = "|", ["op_ExclusiveOr"] = "^", ["op_LeftShift"] = "<<", ["op_RightShift"] = ">>", ["op_UnsignedRightShift"] = ">>>",
        ["op_Equality"] = "==", ["op_Inequality"] = "!=", ["op_LessThan"] = "<", ["op_GreaterThan"] = ">", ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThanOrEqual"] = ">=", ["op_UnaryNegation"] = "-", ["op_UnaryPlus"] = "+", ["op_OnesComplement"] = "~", ["op_LogicalNot"] = "!",
    };

    private readonly CSharpCompilation _compilation = CSharpCompilation.Create("Framework",
        references: SourceCompiler.References.Select(path => MetadataReference.CreateFromFile(path)));

    private readonly List<FrameworkProbe> _probes = [];
    private readonly Dictionary<string, string> _variables = [];
    private readonly Dictionary<string, List<string>> _overloads = [];

    /// <summary>The uses.</summary>
    public IReadOnlyList<FrameworkProbe> All => _probes;

    /// <summary>Returns true if all overloads of a name are among some members; the ids are documentation ids, the name one without its parameters.</summary>
    public bool HasOnly(string name, IReadOnlyDictionary<string, string> members) => _overloads[name].TrueForAll(members.ContainsKey);

    /// <summary>Declares the static variables that the statements use.</summary>
    public IEnumerable<string> Declarations => _variables.Select(static variable => $"static {variable.Key} {variable.Value};");

    public FrameworkProbes()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        foreach (MetadataReference reference in _compilation.References.Where(item => Path.GetDirectoryName(item.Display) == framework))
        {
            if (_compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly)
            {
                Visit(assembly.GlobalNamespace);
            }
        }
    }

    private void Visit(INamespaceSymbol container)
    {
        foreach (INamespaceOrTypeSymbol member in container.GetMembers())
        {
            if (member is INamespaceSymbol inner && (!container.IsGlobalNamespace || inner.Name == "System"))
            {
                Visit(inner);
            }
            else if (member is INamedTypeSymbol type && !container.IsGlobalNamespace)
            {
                Visit(type);
            }
        }
    }

    private void Visit(INamedTypeSymbol definition)
    {
        if (definition.ContainingNamespace.ToDisplayString().StartsWith("System.Runtime.Intrinsics.", StringComparison.Ordinal)
            || definition.DeclaredAccessibility != Accessibility.Public || definition.TypeKind is not (TypeKind.Class or TypeKind.Struct) || IsObsolete(definition)
            || Closed(definition) is not { } type)
        {
            return;
        }

        foreach (INamedTypeSymbol nested in type.GetTypeMembers())
        {
            Visit(nested.OriginalDefinition);
        }

        foreach (ISymbol member in type.GetMembers().Where(static member => member.DeclaredAccessibility == Accessibility.Public && !IsObsolete(member)))
        {
            if (member.OriginalDefinition.GetDocumentationCommentId() is { } id)
            {
                string name = id.Split('(')[0];
                (_overloads.TryGetValue(name, out List<string>? overloads) ? overloads : _overloads[name] = []).Add(id);
            }

            if (!member.IsStatic && type.TypeKind != TypeKind.Struct)
            {
                continue;
            }

            switch (member)
            {
                case IFieldSymbol { IsConst: false, IsStatic: true } field when Result(field.Type, $"{Name(type)}.{field.Name}") is { } use:
                    Add(field, type, use);
                    break;
                case IMethodSymbol method:
                    Visit(method, type);
                    break;
            }
        }
    }

    private void Visit(IMethodSymbol definition, INamedTypeSymbol type)
    {
        if (definition.IsImplicitlyDeclared || Closed(definition) is not { } method)
        {
            return;
        }

        List<string> before = [];
        List<string> arguments = [];
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (Argument(parameter, before) is not { } argument)
            {
                return;
            }

            arguments.Add(argument);
        }

        if (Use(method, type, arguments, before) is { } use)
        {
            before.Add(use);
            Add(definition, type, string.Join(' ', before));
        }
    }

    private string? Use(IMethodSymbol method, INamedTypeSymbol type, List<string> arguments, List<string> before)
    {
        string owner = method.IsStatic || method.MethodKind == MethodKind.Constructor ? Name(type) : Receiver(type, before);
        string? use = method.MethodKind switch
        {
            MethodKind.Constructor => $"new {owner}({string.Join(", ", arguments)})",
            MethodKind.PropertyGet => Property(owner, method, arguments),
            MethodKind.PropertySet => $"{Property(owner, method, arguments[..^1])} = {arguments[^1]};",
            MethodKind.Ordinary => $"{owner}.{method.Name}{TypeArguments(method)}({string.Join(", ", arguments)})",
            MethodKind.Conversion => $"({Name(method.ReturnType)}){arguments[0]}",
            MethodKind.UserDefinedOperator when s_operators.TryGetValue(method.Name, out string? sign)
                => arguments.Count == 2 ? $"{arguments[0]} {sign} {arguments[1]}" : $"{sign}{arguments[0]}",
            _ => null,
        };
        return use is null ? null
            : method.MethodKind == MethodKind.PropertySet ? use
            : method.MethodKind == MethodKind.Constructor ? Result(type, use)
            : method.ReturnsVoid ? $"{use};"
            : Result(method.ReturnType, use);
    }

    private static string Property(string owner, IMethodSymbol accessor, List<string> arguments)
        => arguments.Count > 0 ? $"{owner}[{string.Join(", ", arguments)}]" : $"{owner}.{accessor.AssociatedSymbol!.Name}";

    private static string TypeArguments(IMethodSymbol method)
        => method.IsGenericMethod ? $"<{string.Join(", ", method.TypeArguments.Select(Name))}>" : "";

    private void Add(ISymbol member, INamedTypeSymbol type, string statements)
        => _probes.Add(new FrameworkProbe(member.OriginalDefinition.GetDocumentationCommentId()!, type.OriginalDefinition.GetDocumentationCommentId()!, statements));

    private string? Argument(IParameterSymbol parameter, List<string> before)
    {
        string? value = parameter.Type switch
        {
            IPointerTypeSymbol { PointedAtType: var target } when target.SpecialType == SpecialType.System_Void => Local("byte*", "stackalloc byte[64]", before),
            IPointerTypeSymbol { PointedAtType: var target } when IsPlain(target) => Local($"{Name(target)}*", $"stackalloc {Name(target)}[4]", before),
            IArrayTypeSymbol { Rank: 1, ElementType: var element } when IsPlain(element) => Variable($"readonly {Name(element)}[]", $" = new {Name(element)}[4]"),
            INamedTypeSymbol span when IsSpan(span) => IsPlain(span.TypeArguments[0])
                ? Local(Name(span), $"stackalloc {Name(span.TypeArguments[0])}[8]", before) : null,
            _ when IsAutomatic(parameter.Type) => Local(Name(parameter.Type), "default", before),
            _ when IsPlain(parameter.Type) => Variable(Name(parameter.Type)),
            _ => null,
        };
        return value is null ? null : parameter.RefKind switch
        {
            RefKind.None => value,
            RefKind.Ref => $"ref {value}",
            RefKind.Out => $"out {value}",
            _ => $"in {value}",
        };
    }

    private string Receiver(INamedTypeSymbol type, List<string> before) => IsSpan(type) ? Local(Name(type), $"stackalloc {Name(type.TypeArguments[0])}[8]", before)
        : IsPlain(type) && !IsAutomatic(type) ? Variable(Name(type)) : Local(Name(type), "default", before);

    private string? Result(ITypeSymbol type, string use) => IsAutomatic(type) ? $"_ = {use};" : IsPlain(type) ? $"{Variable(Name(type))} = {use};"
        : type is INamedTypeSymbol { IsRefLikeType: true } or IPointerTypeSymbol ? $"var result = {use};" : null;

    private static string Local(string type, string value, List<string> before)
    {
        string name = $"v{before.Count}";
        before.Add($"{type} {name} = {value};");
        return name;
    }

    private string Variable(string type, string value = "")
    {
        if (!_variables.TryGetValue(type, out string? name))
        {
            name = $"s_{_variables.Count}";
            _variables.Add(type, name + value);
        }

        return name.Split(' ')[0];
    }

    // With integers for its type parameters.
    private INamedTypeSymbol? Closed(INamedTypeSymbol type)
    {
        INamedTypeSymbol? definition = type.ContainingType is { } outer ? Closed(outer)?.GetTypeMembers(type.Name, type.Arity).Single() : type;
        return definition is null || definition.Arity == 0 ? definition
            : Arguments(definition.TypeParameters) is { } arguments ? definition.Construct(arguments) : null;
    }

    private IMethodSymbol? Closed(IMethodSymbol method)
        => !method.IsGenericMethod ? method : Arguments(method.TypeParameters) is { } arguments ? method.Construct(arguments) : null;

    private ITypeSymbol[]? Arguments(IEnumerable<ITypeParameterSymbol> parameters)
    {
        List<ITypeSymbol> arguments = [];
        foreach (ITypeParameterSymbol parameter in parameters)
        {
            if (parameter.HasReferenceTypeConstraint || parameter.ConstraintTypes.Any(static type => type.TypeKind == TypeKind.Class && type.SpecialType != SpecialType.System_Enum))
            {
                return null;
            }

            arguments.Add(parameter.ConstraintTypes.Any(static type => type.SpecialType == SpecialType.System_Enum)
                ? _compilation.GetTypeByMetadataName("System.DayOfWeek")! : _compilation.GetSpecialType(SpecialType.System_Int32));
        }

        return [.. arguments];
    }

    private static bool IsSpan(INamedTypeSymbol type) => type is { Name: "Span" or "ReadOnlySpan", Arity: 1, ContainingNamespace.Name: "System" };

    // Not allowed in static variables.
    private static bool IsAutomatic(ITypeSymbol type) => type.Name is "DateTime" or "DateTimeOffset";

    private static bool IsPlain(ITypeSymbol type) => type.IsUnmanagedType && type is not IPointerTypeSymbol and not IFunctionPointerTypeSymbol
        && type.SpecialType is not (SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_Void)
        && type.Name is not ("Half" or "Int128" or "UInt128") && !type.IsRefLikeType
        && (type.SpecialType != SpecialType.None || type.TypeKind == TypeKind.Enum
            || type.GetMembers().OfType<IFieldSymbol>().All(static field => field.IsStatic || field.Type is IPointerTypeSymbol || IsPlain(field.Type)));

    private static bool IsObsolete(ISymbol symbol) => symbol.GetAttributes()
        .Any(static item => item.AttributeClass?.Name is "ObsoleteAttribute" or "ExperimentalAttribute" or "RequiresPreviewFeaturesAttribute");

    private static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
