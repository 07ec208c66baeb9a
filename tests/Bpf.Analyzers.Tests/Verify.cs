using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Bpf.Analyzers.Tests;

/// <summary>Runs all analyzers over a source with marked spans: <c>{|BPF0001:name|}</c>, or <c>{|#0:name|}</c> with an expected message.</summary>
internal static class Verify
{
    /// <summary>The source must have the marked diagnostics and no others.</summary>
    public static Task Source(string source, params DiagnosticResult[] expected) => Sources([source], expected);

    /// <summary>Statements inside a program of a BPF object.</summary>
    public static Task Program(string statements, string members = "", params DiagnosticResult[] expected) => Source(
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Runtime.CompilerServices;
        using System.Threading;
        using Bpf;

        [BpfObject(License = "GPL")]
        static unsafe class Probe
        {
            struct Stats { public int Count; public ulong Bytes; }

            [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<int, Stats> Map = new();

            [Uprobe("libc:malloc")]
            static int OnMalloc(UprobeContext context, nuint size)
            {
                {{statements}}
                return 0;
            }

            {{members}}
        }
        """,
        expected);

    public static Task Sources(string[] sources, params DiagnosticResult[] expected)
    {
        var test = new Test();
        for (int i = 0; i < sources.Length; i++)
        {
            test.TestState.Sources.Add(($"Test{i}.cs", sources[i]));
        }

        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The source, in a project that references another one as an editor does: with its source.</summary>
    public static Task WithLibrary(string library, string source, params DiagnosticResult[] expected)
    {
        var test = new Test();
        var project = new ProjectState("Library", LanguageNames.CSharp, "/Library/", "cs") { ReferenceAssemblies = test.ReferenceAssemblies };
        project.AdditionalReferences.AddRange(test.TestState.AdditionalReferences);
        project.Sources.Add(library);
        test.TestState.AdditionalProjects.Add(project.Name, project);
        test.TestState.AdditionalProjectReferences.Add(project.Name);
        test.TestState.Sources.Add(source);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The source with properties of the project, such as <c>BpfCpu</c>.</summary>
    public static Task WithProperty(string property, string value, string source, params DiagnosticResult[] expected)
    {
        var test = new Test();
        test.TestState.Sources.Add(source);
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.{property} = {value}\n"));
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A warning with its whole message at a mark.</summary>
    public static DiagnosticResult Warning(string id, string message, int mark = 0)
        => new DiagnosticResult(id, DiagnosticSeverity.Warning).WithLocation(mark).WithMessage(message);

    /// <summary>An error with its whole message at a mark.</summary>
    public static DiagnosticResult Error(string id, string message, int mark = 0)
        => new DiagnosticResult(id, DiagnosticSeverity.Error).WithLocation(mark).WithMessage(message);

    private sealed class Test : CSharpAnalyzerTest<EmptyDiagnosticAnalyzer, DefaultVerifier>
    {
        public Test()
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange(Net100.References.All);
            TestState.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(BpfObjectAttribute).Assembly.Location));
            TestState.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(MapType).Assembly.Location));
            TestState.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(Bpf.Vmlinux.Constants).Assembly.Location));
        }

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => AllAnalyzers.Rules;

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

        protected override CompilationOptions CreateCompilationOptions()
            => new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true);
    }
}
