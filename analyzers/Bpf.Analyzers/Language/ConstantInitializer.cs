using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>
/// Determines whether the compiler can compute a static field's initial bytes. It judges only what surely runs: what a condition decides is left to the
/// compiler, which runs the code.
/// </summary>
internal sealed class ConstantInitializer
{
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<IFieldSymbol, string?> _fields = new(SymbolEqualityComparer.Default);
    private readonly Stack<IFieldSymbol> _running = new();

    private ConstantInitializer(Compilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        _cancellation = cancellation;
    }

    /// <summary>Returns why a field's initial value is not a constant, worded as the end of a sentence; null when nothing speaks against it.</summary>
    public static string? FaultOf(IFieldSymbol field, Compilation compilation, CancellationToken cancellation)
        => new ConstantInitializer(compilation, cancellation).FaultOf(field);

    /// <summary>Returns the fault of a field that another initializer reads.</summary>
    public string? FaultOfRead(IFieldSymbol field, SyntaxNode use)
        => field is { IsConst: false, Type: { IsUnmanagedType: true } or IArrayTypeSymbol or { SpecialType: SpecialType.System_String } }
            && !IsSetLater(field, use) ? FaultOf(field) : null;

    /// <summary>Returns what a method runs: its bodies and, for a constructor, the initializers of the fields. Empty when there is no source.</summary>
    public IEnumerable<IOperation> CodeOf(IMethodSymbol method) => method is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: false }
        ? [.. method.ContainingType.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic).SelectMany(InitializersOf), .. BodiesOf(method)]
        : BodiesOf(method);

    private IEnumerable<IOperation> BodiesOf(IMethodSymbol method)
        => (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.Select(OperationAt).OfType<IOperation>();

    private string? FaultOf(IFieldSymbol field)
    {
        if (_fields.TryGetValue(field.OriginalDefinition, out string? known) || _running.Contains(field.OriginalDefinition, SymbolEqualityComparer.Default))
        {
            return known;
        }

        _running.Push(field.OriginalDefinition);
        string? fault = FaultOfInitializer(field.OriginalDefinition);
        foreach (IOperation constructor in field.ContainingType.OriginalDefinition.StaticConstructors.SelectMany(BodiesOf))
        {
            fault = new ConstantCode(this).FaultAfter(constructor, field.OriginalDefinition, fault);
        }

        _running.Pop();
        _fields[field.OriginalDefinition] = fault;
        return fault;
    }

    private string? FaultOfInitializer(IFieldSymbol field)
        => InitializersOf(field).Select(value => IsOfOtherField(value) ? NotConstant.SharedArray
            : field.Type is IPointerTypeSymbol && IsAddress(value) ? NotConstant.Memory
            : new ConstantCode(this).FaultOf(value)).FirstOrDefault(static fault => fault is not null);

    private IEnumerable<IOperation> InitializersOf(IFieldSymbol field)
        => (field.AssociatedSymbol ?? field).DeclaringSyntaxReferences.Select(InitializerAt).OfType<ExpressionSyntax>().Select(OperationAt)
            .OfType<IOperation>();

    // An address is not known before the object is loaded.
    private static bool IsAddress(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: { } number } } => !number.Equals(0) && !number.Equals(0L) && !number.Equals(0U) && !number.Equals(0UL),
        IConversionOperation conversion => IsAddress(conversion.Operand),
        _ => false,
    };

    // The object would have two arrays where C# has one.
    private bool IsOfOtherField(IOperation value) => value switch
    {
        IConversionOperation { OperatorMethod: null } conversion => IsOfOtherField(conversion.Operand),
        IFieldReferenceOperation { Field: { IsStatic: true, Type: IArrayTypeSymbol } field } => field.DeclaringSyntaxReferences.Length > 0
            && !IsSetLater(field, value.Syntax)
            && InitializersOf(field).Any(static initial => initial is IConversionOperation or IArrayCreationOperation or ICollectionExpressionOperation
                and not IConversionOperation { ConstantValue.HasValue: true }),
        _ => false,
    };

    // Static fields are set in the order of their declarations; until then, a field is zero.
    private bool IsSetLater(IFieldSymbol field, SyntaxNode use)
        => field.ContainingType.OriginalDefinition is { } type && _running.Count > 0
            && SymbolEqualityComparer.Default.Equals(_running.Peek().ContainingType, type)
            && field.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == use.SyntaxTree && reference.Span.End > use.Span.End
            && use.FirstAncestorOrSelf<MemberDeclarationSyntax>() is FieldDeclarationSyntax or PropertyDeclarationSyntax);

    /// <summary>Returns the initializer of a field or property.</summary>
    public static ExpressionSyntax? InitializerAt(SyntaxReference reference, CancellationToken cancellation) => reference.GetSyntax(cancellation) switch
    {
        VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
        PropertyDeclarationSyntax property => property.Initializer?.Value,
        _ => null,
    };

    private ExpressionSyntax? InitializerAt(SyntaxReference reference) => InitializerAt(reference, _cancellation);

    private IOperation? OperationAt(SyntaxReference reference) => OperationAt(reference.GetSyntax(_cancellation));

    private IOperation? OperationAt(SyntaxNode syntax) => UserCode.ModelOf(syntax.SyntaxTree, _compilation)?.GetOperation(syntax, _cancellation);
}
