using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Tests;

/// <summary>The skeleton of a class: names, containers, accessibility, groups.</summary>
public sealed class SkeletonShapeTests
{
    [Fact]
    public void EmptyClassHasPhasesAndNoGroups()
    {
        INamedTypeSymbol skeleton = GeneratorRun.Of("[Bpf.BpfObject] static class Empty;").Type("EmptySkeleton");
        Assert.Equal(Accessibility.Internal, skeleton.DeclaredAccessibility);
        Assert.Empty(skeleton.GetTypeMembers());
        Assert.Equal(["Object"], skeleton.GetMembers().OfType<IPropertySymbol>().Select(static property => property.Name));
        Assert.Equal(
            ["Attach", "Detach", "Dispose", "Load", "LoadAndAttach", "Open"],
            skeleton.GetMembers().OfType<IMethodSymbol>().Where(static method => method.MethodKind == MethodKind.Ordinary).Select(static method => method.Name).Order());
    }

    [Fact]
    public void NestedClassInPartialTypesIsWrittenBesideIt()
    {
        GeneratorRun run = GeneratorRun.Of("""
            namespace @namespace.A
            {
                partial struct Outer
                {
                    public partial record @class
                    {
                        [Bpf.BpfObject] private static class Probe { static int s_x; }
                        static int Read() => ProbeSkeleton.Open().Bss.s_x;
                    }
                }
            }
            """);
        INamedTypeSymbol skeleton = run.Type("namespace.A.Outer+class+ProbeSkeleton");
        Assert.Equal(Accessibility.Private, skeleton.DeclaredAccessibility);
        Assert.Contains("\"namespace.A.Outer.class.Probe\"", run.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class Outer { [Bpf.BpfObject] internal static class Probe; }")]
    [InlineData("partial class Outer<T> { [Bpf.BpfObject] internal static class Probe; }")]
    [InlineData("[Bpf.BpfObject] static class Probe<T>;")]
    [InlineData("[Bpf.BpfObject] file static class Probe;")]
    public void ClassThatCannotHaveASkeletonGetsNone(string source) => Assert.Empty(GeneratorRun.Of(source).Sources);

    [Fact]
    public void ProjectWithoutTheRuntimeGetsNoSkeleton()
        => Assert.Empty(GeneratorRun.Of("[Bpf.BpfObject] static class Probe;", withRuntime: false).Sources);

    [Fact]
    public void PartsOfAPartialClassProduceOneSkeleton()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using Bpf;
            [BpfObject] static partial class Probe { [Uprobe("a:b")] static int One() => 0; }
            static partial class Probe { [Uprobe("a:c")] static int Two() => 0; }
            """);
        Assert.Equal(["One", "Two"], Properties(run.Type("ProbeSkeleton+ProgramGroup")));
    }

    [Fact]
    public void SeveralAttributesAreOneProgramWithAllTargets()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using Bpf;
            [BpfObject] static class Probe { [Uprobe("a:b"), Uprobe("a:c<d>", Cookie = 2)] static int On() => 0; }
            """);
        Assert.Equal(["On"], Properties(run.Type("ProbeSkeleton+ProgramGroup")));
        Assert.Contains("uprobe, targets <c>a:b</c>, <c>a:c&lt;d&gt;</c>.", run.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void KeywordsAndNamesOfGeneratedCodeAreAllowed()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using Bpf;
            [BpfObject] public static class @event
            {
                static int @int, _object, bpfObject, Object, ToString, BssGroup, Globals, field, value, Bpf, System;
                static readonly int @ref = 1, RodataGroup = 2, global = 3;
                [BpfMap(MaxEntries = 1)] static readonly BpfArray<int> @default = new(), MapGroup = new(), Equals = new();
                [Uprobe("a:b")] static int @class() => 0;
                [Uprobe("a:b")] static int Programs() => 0;
                [Uprobe("a:b")] static int GetHashCode() => 0;
                [Uprobe("a:b")] static int ÄÖ_漢字() => 0;
                static int Use(eventSkeleton s) => s.Bss.@int + s.Bss._object + s.Rodata.@ref + s.Bss.ToString;
            }
            """);
        Assert.Equal(["class", "Programs", "GetHashCode", "ÄÖ_漢字"], Properties(run.Type("eventSkeleton+ProgramGroup")));
        Assert.Equal(["default", "MapGroup", "Equals"], Properties(run.Type("eventSkeleton+MapGroup_")));
    }

    [Fact]
    public void OverloadsResolveToOneProgram()
        => Assert.Equal(["On"], Properties(GeneratorRun.Of("""
            using Bpf;
            [BpfObject] static class Probe { [Uprobe("a:b")] static int On() => 0; [Uprobe("a:c")] static int On(int x) => x; }
            """).Type("ProbeSkeleton+ProgramGroup")));

    [Fact]
    public void EveryPublicMemberIsDocumented()
    {
        GeneratorRun run = GeneratorRun.Of(Resource.Read("MallocTop.cs"));
        INamedTypeSymbol skeleton = run.Type("Samples.MallocTopSkeleton");
        IEnumerable<ISymbol> members = skeleton.GetTypeMembers()
            .SelectMany(static group => group.GetMembers().Append(group))
            .Concat(skeleton.GetMembers())
            .Append(skeleton)
            .Where(static member => member.DeclaredAccessibility == Accessibility.Public && member is not IMethodSymbol { AssociatedSymbol: not null });
        Assert.All(members, static member => Assert.Contains("<summary>", member.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken) ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public void DocumentationNamesExistingMembers()
    {
        GeneratorRun run = GeneratorRun.Of(Resource.Read("MallocTop.cs"));
        SyntaxTree generated = run.Output.SyntaxTrees.Last();
        SyntaxTree reported = generated.WithRootAndOptions(
            Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
                generated.ToString().Replace("#pragma warning disable", "", StringComparison.Ordinal).Replace("<auto-generated/>", "", StringComparison.Ordinal),
                (Microsoft.CodeAnalysis.CSharp.CSharpParseOptions)generated.Options,
                cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken),
            generated.Options);
        Assert.Empty(run.Output.ReplaceSyntaxTree(generated, reported).GetSemanticModel(reported)
            .GetDiagnostics(cancellationToken: TestContext.Current.CancellationToken));
    }

    private static IEnumerable<string> Properties(INamedTypeSymbol type) => type.GetMembers().OfType<IPropertySymbol>().Select(static property => property.Name);
}
