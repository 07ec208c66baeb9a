using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Bpf.Analyzers.Language;
using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace Bpf.Compiler.Tests.Initializers;

/// <summary>A project with one BPF class on each line, and what the editor, the compiler and .NET say of it.</summary>
internal sealed class InitializerProject
{
    private const string Header = """
        #nullable disable
        using System; using System.Buffers.Binary; using System.Collections.Generic; using System.Linq; using System.Net; using System.Numerics; using System.Runtime.CompilerServices; using System.Runtime.InteropServices; using System.Text; using Bpf;
        public enum E : byte { Zero, One, Two }
        public struct Vec { public int A, B; public Vec(int a, int b) => (A, B) = (a, b); public static Vec operator +(Vec x, Vec y) => new(x.A + y.A, x.B + y.B); public readonly int Sum() => A + B; public int C { get; set; } }
        public record struct Rec(int A, int B);
        public class Obj { public int F = 3; public int Five() => 5; public static int S = 4; }

        """;

    private static readonly int s_headerLines = Header.Count(letter => letter == '\n');
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14);
    private static readonly MetadataReference[] s_references = [.. SourceCompiler.References.Select(path => MetadataReference.CreateFromFile(path))];

    private readonly CSharpCompilation _compilation;

    /// <param name="lines">Declarations, each on one line.</param>
    public InitializerProject(IEnumerable<string> lines)
        => _compilation = CSharpCompilation.Create("Initializers", [CSharpSyntaxTree.ParseText(Header + string.Join('\n', lines), s_parse, "Program.cs", System.Text.Encoding.UTF8)],
            s_references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));

    /// <summary>Lines that are not C#.</summary>
    public HashSet<int> Mistakes => [.. _compilation.GetDiagnostics().Where(item => item.Severity == DiagnosticSeverity.Error).Select(LineOf)];

    /// <summary>The faults that the editor finds, by line.</summary>
    public async Task<ILookup<int, string>> EditorAsync(CancellationToken cancellation)
    {
        ImmutableArray<Diagnostic> found = await _compilation.WithAnalyzers([new StaticFieldAnalyzer()]).GetAnalyzerDiagnosticsAsync(cancellation);
        return found.ToLookup(LineOf, item => $"{item.Id}: {item.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    /// <summary>The faults that the compiler finds, by line, and the objects when there are none.</summary>
    public (ILookup<int, string> Faults, IReadOnlyList<CompiledObject> Objects) Compile()
    {
        string directory = Directory.CreateTempSubdirectory("bpfc-test-").FullName;
        try
        {
            string path = Path.Combine(directory, "Initializers.dll");
            using (FileStream image = File.Create(path))
            using (FileStream symbols = File.Create(Path.ChangeExtension(path, ".pdb")))
            {
                Emit(image, symbols);
            }

            CompilationResult result = BpfCompilation.Compile(
                new CompilationRequest { AssemblyPath = path, References = SourceCompiler.References, Architectures = [TargetArchitecture.X64] });
            return (result.Diagnostics.Where(item => item.IsError).ToLookup(item => (item.Location?.Line ?? 0) - s_headerLines - 1, item => $"{item.Id}: {item.Message}"), result.Objects);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Loads the project, and passes its types to a function.</summary>
    public T Run<T>(Func<Assembly, T> use)
    {
        AssemblyLoadContext context = new("initializers", isCollectible: true);
        try
        {
            MemoryStream image = new();
            Emit(image, null);
            image.Position = 0;
            return use(context.LoadFromStream(image));
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>The initial bytes of a variable.</summary>
    public static byte[] BytesOf(CompiledObject compiled, string name)
    {
        using BpfObject opened = BpfObject.Open(compiled.Bytes, compiled.Name);
        return opened.Globals.Bytes(name).ToArray();
    }

    /// <summary>The bytes of a value or of an array's elements; null when it is neither or has references.</summary>
    public static byte[]? BytesOf(object? value)
    {
        Type? type = value?.GetType();
        Type? element = type is { IsArray: true } ? type.GetElementType() : type;
        if (element is not { IsValueType: true } || HasReferences(element) || value is Array { Length: 0 })
        {
            return null;
        }

        return (byte[])typeof(InitializerProject).GetMethod(value is Array ? nameof(ArrayBytes) : nameof(ValueBytes), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(element).Invoke(null, [value])!;
    }

    private static bool HasReferences(Type type) => !type.IsPrimitive && !type.IsEnum && type
        .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(field => !field.FieldType.IsValueType || HasReferences(field.FieldType));

    private static byte[] ArrayBytes<T>(T[] values)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static byte[] ValueBytes<T>(T value)
        where T : unmanaged => ArrayBytes([value]);

    private static int LineOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line - s_headerLines;

    private void Emit(Stream image, Stream? symbols)
    {
        EmitResult emitted = _compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(item => item.Severity == DiagnosticSeverity.Error)));
    }
}
