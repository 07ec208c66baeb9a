using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Compiler.Tool.Sources;

/// <summary>Reads the declarations of a file, and the names it mentions, from its syntax.</summary>
internal static class DeclarationReader
{
    /// <summary>Name of the class that top-level statements generate.</summary>
    private const string ProgramClass = "Program";

    /// <summary>Placeholder for extension members without a name.</summary>
    internal const string Nameless = "operator";

    /// <summary>Attributes that let code affect BPF code that does not name it.</summary>
    private static readonly HashSet<string> s_marks = ["BpfObject", "BpfObjectAttribute", "InterceptsLocation", "InterceptsLocationAttribute"];

    /// <summary>Reads the declarations of a file without syntax errors.</summary>
    /// <param name="root">The file.</param>
    /// <param name="mayBeRead">Whether BPF code may be attributed to it under another name.</param>
    public static SourceDeclarations Read(CompilationUnitSyntax root, bool mayBeRead)
    {
        BaseNamespaceDeclarationSyntax[] namespaces =
        [
            .. root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseNamespaceDeclarationSyntax>(),
        ];
        UsingDirectiveSyntax[] usings = [.. root.Usings, .. namespaces.SelectMany(static container => container.Usings)];
        SyntaxNode[] globals = [.. usings.Where(IsGlobal), .. root.AttributeLists];
        SyntaxNode[] header =
            [.. root.Externs, .. namespaces.SelectMany(static container => container.Externs), .. usings.Where(static item => !IsGlobal(item))];
        List<DeclaredType> types = [.. root.Members.Concat(namespaces.SelectMany(static container => container.Members)).Select(TypeOf).OfType<DeclaredType>()];
        if (root.Members.Any(SyntaxKind.GlobalStatement))
        {
            types.Add(new("", ProgramClass, "", [], []));
        }

        return new()
        {
            Header = header.Length == 0 ? "" : SourceSurface.Hash(header),
            HeaderNames = Distinct(header.SelectMany(SourceSurface.Names)),
            Global = globals.Length == 0 ? "" : SourceSurface.Hash(globals),
            GlobalNames = Distinct(globals.SelectMany(SourceSurface.Names)),
            HasMarks = mayBeRead || usings.Any(RenamesMark) || root.DescendantNodes().OfType<AttributeSyntax>().Any(IsMark),
            RenamesMarks = usings.Any(static item => IsGlobal(item) && RenamesMark(item)),
            Namespaces = Distinct(namespaces.Select(NameOf)),
            Types = types,
            Names = Distinct(root.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText)),
        };
    }

    private static bool IsGlobal(UsingDirectiveSyntax item) => item.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);

    private static bool IsMark(AttributeSyntax attribute) => s_marks.Contains(attribute.Name.GetLastToken().ValueText);

    private static bool RenamesMark(UsingDirectiveSyntax item) => item.Alias is not null && SourceSurface.Names(item).Any(s_marks.Contains);

    private static DeclaredType? TypeOf(MemberDeclarationSyntax member)
    {
        string? name = member switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
            DelegateDeclarationSyntax type => type.Identifier.ValueText,
            _ => null,
        };
        return name is null ? null : new(
            member.Parent is BaseNamespaceDeclarationSyntax container ? NameOf(container) : "",
            name,
            SourceSurface.Hash([member]),
            Distinct(member.DescendantNodesAndSelf().OfType<TypeDeclarationSyntax>()
                .SelectMany(static type => type.Members.Select(inner => ExtensionName(type, inner))).OfType<string>()),
            Distinct(SourceSurface.Names(member)));
    }

    private static string? ExtensionName(TypeDeclarationSyntax type, MemberDeclarationSyntax member) => (type, member) switch
    {
        (ExtensionBlockDeclarationSyntax, MethodDeclarationSyntax method) => method.Identifier.ValueText,
        (ExtensionBlockDeclarationSyntax, PropertyDeclarationSyntax property) => property.Identifier.ValueText,
        (ExtensionBlockDeclarationSyntax, _) => Nameless,
        (_, MethodDeclarationSyntax { ParameterList.Parameters: [{ } first, ..] } method) when first.Modifiers.Any(SyntaxKind.ThisKeyword)
            => method.Identifier.ValueText,
        _ => null,
    };

    private static string NameOf(BaseNamespaceDeclarationSyntax declaration) => string.Join('.',
        declaration.AncestorsAndSelf().OfType<BaseNamespaceDeclarationSyntax>().Reverse().SelectMany(static part => SourceSurface.Names(part.Name)));

    private static string[] Distinct(IEnumerable<string> names) => [.. names.Where(static name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];
}
