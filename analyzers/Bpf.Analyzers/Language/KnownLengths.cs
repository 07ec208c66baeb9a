using System.Text;
using Bpf.Analyzers.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Analyzers.Language;

/// <summary>Lengths of the spans, arrays and buffers of a method, where the source determines them.</summary>
internal readonly struct KnownLengths
{
    private readonly SemanticModel _model;
    private readonly SyntaxNode _body;
    private readonly CancellationToken _cancellation;

    /// <summary>Collects the lengths in a method.</summary>
    public KnownLengths(SemanticModel model, SyntaxNode body, CancellationToken cancellation)
    {
        _model = model;
        _body = body;
        _cancellation = cancellation;
    }

    /// <summary>Returns the length of an expression; null when unknown.</summary>
    public int? Of(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Of(inner.Expression),
        CastExpressionSyntax cast => Of(cast.Expression),
        StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax type } allocation => Count(type, allocation.Initializer),
        ImplicitStackAllocArrayCreationExpressionSyntax allocation => allocation.Initializer.Expressions.Count,
        ArrayCreationExpressionSyntax creation => Count(creation.Type, creation.Initializer),
        ImplicitArrayCreationExpressionSyntax creation => creation.Initializer.Expressions.Count,
        CollectionExpressionSyntax collection when collection.Elements.All(static element => element is ExpressionElementSyntax) => collection.Elements.Count,
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.Utf8StringLiteralExpression) => Encoding.UTF8.GetByteCount(literal.Token.ValueText),
        LiteralExpressionSyntax or DefaultExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" }
            when IsEmpty(expression) => 0,
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments } when IsSpan(TypeOf(expression)) =>
            Constant(arguments[1].Expression),
        InvocationExpressionSyntax invocation => OfCall(invocation),
        ElementAccessExpressionSyntax part when part.ArgumentList.Arguments[0].Expression is RangeExpressionSyntax range => OfRange(part, range),
        NameSyntax or MemberAccessExpressionSyntax => OfSymbol(expression),
        _ => InlineArrayLength(TypeOf(expression)),
    };

    /// <summary>Returns the value of an integer constant; null when the expression is not one.</summary>
    public int? Constant(ExpressionSyntax expression)
        => IntegerConstant.Of(Model(expression).GetConstantValue(expression, _cancellation)) is >= int.MinValue and <= int.MaxValue and var value
            ? (int)value : null;

    /// <summary>Returns true for <c>Span</c> and <c>ReadOnlySpan</c>.</summary>
    public static bool IsSpan(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", Arity: 1, ContainingNamespace.Name: "System" };

    /// <summary>Returns the type of an expression.</summary>
    public ITypeSymbol? TypeOf(ExpressionSyntax expression) => Model(expression).GetTypeInfo(expression, _cancellation).Type;

    /// <summary>Resolves an index from the start or the end, as far as known.</summary>
    public int? Place(ExpressionSyntax? bound, int? length)
        => bound is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression } fromEnd ? length - Constant(fromEnd.Operand)
            : bound is null ? null : Constant(bound);

    // default, Span<T>.Empty
    private bool IsEmpty(ExpressionSyntax expression) => expression is LiteralExpressionSyntax literal
        ? literal.IsKind(SyntaxKind.DefaultLiteralExpression) && IsSpan(Model(literal).GetTypeInfo(literal, _cancellation).ConvertedType)
        : IsSpan(TypeOf(expression));

    // The initializer of a field may be in another file.
    private SemanticModel Model(SyntaxNode node) => node.SyntaxTree == _model.SyntaxTree ? _model : UserCode.ModelOf(node.SyntaxTree, _model.Compilation)!;

    private int? Count(ArrayTypeSyntax type, InitializerExpressionSyntax? initializer)
        => type.RankSpecifiers[0].Sizes is not { Count: 1 } sizes ? null
            : sizes[0] is OmittedArraySizeExpressionSyntax ? initializer?.Expressions.Count : Constant(sizes[0]);

    private int? OfCall(InvocationExpressionSyntax call)
    {
        if (Model(call).GetSymbolInfo(call, _cancellation).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        ExpressionSyntax? receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        return (method.ContainingType.Name, method.Name, arguments.Count) switch
        {
            ("Span" or "ReadOnlySpan", "Slice", 2) => Constant(arguments[1].Expression),
            ("Span" or "ReadOnlySpan", "Slice", 1) when receiver is not null => Of(receiver) - Constant(arguments[0].Expression),
            ("MemoryExtensions", "AsSpan", 0) when receiver is not null => Of(receiver),
            ("MemoryMarshal", "CreateSpan" or "CreateReadOnlySpan", 2) => Constant(arguments[1].Expression),
            _ => null,
        };
    }

    private int? OfRange(ElementAccessExpressionSyntax part, RangeExpressionSyntax range)
    {
        int? length = Of(part.Expression);
        int? start = range.LeftOperand is null ? 0 : Place(range.LeftOperand, length);
        int? end = range.RightOperand is null ? length : Place(range.RightOperand, length);
        return end - start;
    }

    private int? OfSymbol(ExpressionSyntax expression)
    {
        switch (Model(expression).GetSymbolInfo(expression, _cancellation).Symbol)
        {
            case ILocalSymbol { RefKind: RefKind.None } local when IsSequence(local.Type) && !IsReassigned(local) && InitializerOf(local) is { } initial:
                return Of(initial);
            case IFieldSymbol { IsFixedSizeBuffer: true } field:
                return field.FixedSize;
            case IFieldSymbol { IsStatic: true, IsReadOnly: true, Type: IArrayTypeSymbol } field when InitializerOf(field) is { } initial:
                return Of(initial);
            case IPropertySymbol { IsStatic: true, SetMethod: null } property when IsSequence(property.Type)
                && DeclarationOf(property) is PropertyDeclarationSyntax { ExpressionBody.Expression: { } value }:
                return Of(value);
            default:
                return InlineArrayLength(TypeOf(expression));
        }
    }

    private ExpressionSyntax? InitializerOf(ISymbol symbol) => (DeclarationOf(symbol) as VariableDeclaratorSyntax)?.Initializer?.Value;

    private SyntaxNode? DeclarationOf(ISymbol symbol)
        => UserCode.Has(symbol, _model.Compilation) ? symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) : null;

    private bool IsReassigned(ILocalSymbol local)
    {
        foreach (IdentifierNameSyntax name in _body.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            bool isChanged = name.Parent switch
            {
                AssignmentExpressionSyntax assignment => assignment.Left == name,
                ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword)
                    || argument.Parent is TupleExpressionSyntax,
                PrefixUnaryExpressionSyntax prefix =>
                    prefix.Kind() is SyntaxKind.AddressOfExpression or SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression,
                PostfixUnaryExpressionSyntax postfix => postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
                RefExpressionSyntax => true,
                _ => false,
            };
            if (isChanged && name.Identifier.ValueText == local.Name
                && SymbolEqualityComparer.Default.Equals(_model.GetSymbolInfo(name, _cancellation).Symbol, local))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSequence(ITypeSymbol type) => IsSpan(type) || type is IArrayTypeSymbol { Rank: 1 } or IPointerTypeSymbol;

    private static int? InlineArrayLength(ITypeSymbol? type)
        => type is INamedTypeSymbol { TypeKind: TypeKind.Struct } structure && StructAttributes.Of(structure).InlineArrayLength is > 0 and int length ? length
        : null;
}
