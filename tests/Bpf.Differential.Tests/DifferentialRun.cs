using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text;
using Bpf.Compiler;
using Bpf.Runtime;
using Bpf.Shared;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Differential.Tests;

/// <summary>Runs the methods of a class on the CLR and, compiled to BPF, in the kernel, and compares what they return.</summary>
internal static class DifferentialRun
{
    // The value of the result before a run.
    private const long Untouched = 0x5555_5555;

    private const string ProgramsName = "Programs";

    // The corpus lists the rows of the language table that it demonstrates.
    private const string RowDeclaration = """

        namespace Bpf.Testing
        {
            [AttributeUsage(AttributeTargets.Method)] sealed class RowAttribute(params int[] numbers) : Attribute { public int[] Numbers { get; } = numbers; }
        }
        """;

    // Programs use this name for a map; on the CLR it is an array.
    private const string MapAccess = "Programs.Values";

    private const string HostPrograms = """

        public static class Programs
        {
            public static readonly Map Values = new();

            public sealed class Map
            {
                private readonly Histogram[] _items = new Histogram[1];

                public bool TryGetRef(uint index, out BpfRef<Histogram> value)
                {
                    value = new BpfRef<Histogram>(ref _items[index]);
                    return true;
                }
            }
        }
        """;

    // The JIT of .NET 10 computes "BitOperations.TrailingZeroCount(0L) - (int)a" in 64 bits when it optimizes; what C# says is the reference here. The
    // The IL stays that of the configuration.
    public const string WithoutJitOptimizer = "[assembly: System.Diagnostics.Debuggable(true, true)]";

    /// <summary>Compares the methods of the class <c>Corpus</c> in <paramref name="source"/>.</summary>
    public static List<Mismatch> Compare(string source, IReadOnlyList<string> methods, OptimizationLevel optimization, string cpu)
    {
        string configuration = $"{optimization}, {cpu}";
        string directory = Directory.CreateTempSubdirectory("bpf-differential-").FullName;
        AssemblyLoadContext context = new("subjects", isCollectible: true);
        try
        {
            (string assembly, CompilationResult result) = Compile(directory, source, methods, optimization, cpu);
            if (!result.Succeeded)
            {
                return NotCompiled(source, methods, optimization, cpu, result);
            }

            string host = source.Contains(MapAccess, StringComparison.Ordinal)
                ? SourceCompiler.Compile(directory, "Host", optimization, "Corpus.cs", source + HostPrograms + RowDeclaration, WithoutJitOptimizer)
                : assembly;
            Type corpus = context.LoadFromStream(new MemoryStream(File.ReadAllBytes(host))).GetType("Corpus", throwOnError: true)!;
            List<Mismatch> mismatches = [];
            foreach (string method in methods)
            {
                Subject subject = corpus.GetMethod(method, BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<Subject>();
                if (Compare(method, subject, result.Objects[0]) is var (kind, text))
                {
                    mismatches.Add(new Mismatch(method, configuration, kind, text));
                }
            }

            return mismatches;
        }
        finally
        {
            context.Unload();
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Without root, only compilation is tested, and then the test skips.</summary>
    public static void NeedRootOrCompile(string source, IReadOnlyList<string> methods, OptimizationLevel optimization)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            CompileObject(source, methods, optimization);
            KernelRequirement.NeedRoot();
        }
    }

    /// <summary>The object that <see cref="Compare"/> loads.</summary>
    public static ReadOnlyMemory<byte> CompileObject(string source, IReadOnlyList<string> methods, OptimizationLevel optimization)
    {
        string directory = Directory.CreateTempSubdirectory("bpf-differential-").FullName;
        try
        {
            CompilationResult result = Compile(directory, source, methods, optimization, "v3").Result;
            Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
            return result.Objects[0].Bytes;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>
    /// The same methods as raw tracepoint programs (kernel 4.17), because syscall programs need kernel 5.14; they are only loaded.
    /// </summary>
    public static CompilationResult CompileForOldKernels(string source, IReadOnlyList<string> methods, OptimizationLevel optimization)
    {
        string directory = Directory.CreateTempSubdirectory("bpf-differential-").FullName;
        try
        {
            StringBuilder text = new(source);
            Begin(text, source);
            text.Append("static long s_result;\n");
            foreach (string method in methods)
            {
                text.Append("[RawTracepoint(\"sys_enter\")] public static int ").Append(method).Append("(RawTracepointContext context) { s_result = Corpus.").Append(method)
                    .Append("((long)context.Argument(0), (long)context.Argument(1)); return 0; }\n");
            }

            return CompileAssembly(SourceCompiler.Compile(directory, "Subjects", optimization, "Corpus.cs", text.Append("}\n") + RowDeclaration), "v3");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static (string Assembly, CompilationResult Result) Compile(string directory, string source, IReadOnlyList<string> methods,
        OptimizationLevel optimization, string cpu)
    {
        string assembly = SourceCompiler.Compile(directory, "Subjects", optimization, "Corpus.cs", source + Programs(source, methods) + RowDeclaration,
            WithoutJitOptimizer);
        return (assembly, CompileAssembly(assembly, cpu));
    }

    private static CompilationResult CompileAssembly(string assembly, string cpu) => BpfCompilation.Compile(new CompilationRequest
    {
        AssemblyPath = assembly,
        References = SourceCompiler.References,
        Cpu = cpu,
        Architectures = [RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? TargetArchitecture.Arm64 : TargetArchitecture.X64],
    });

    // Finds the failing methods, and compares the others.
    private static List<Mismatch> NotCompiled(string source, IReadOnlyList<string> methods, OptimizationLevel optimization, string cpu,
        CompilationResult result)
    {
        if (methods.Count == 1)
        {
            string text = string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.IsError));
            bool isLimit = result.Diagnostics.Any(diagnostic => diagnostic.Id == BpfDiagnostics.StackLimit.Id);
            return [new Mismatch(methods[0], $"{optimization}, {cpu}", isLimit ? MismatchKind.BeyondStack : MismatchKind.NotCompiled, text)];
        }

        int half = methods.Count / 2;
        return
        [
            .. Compare(source, [.. methods.Take(half)], optimization, cpu),
            .. Compare(source, [.. methods.Skip(half)], optimization, cpu),
        ];
    }

    // One program per method: { a, b } in the context, which also receives the result.
    private static string Programs(string source, IReadOnlyList<string> methods)
    {
        StringBuilder text = new();
        Begin(text, source);
        text.Append("public struct Call { public long A; public long B; public long Result; }\n");
        foreach (string method in methods)
        {
            text.Append($"[SyscallProgram] public static int {method}(ref Call call) {{ call.Result = Corpus.{method}(call.A, call.B); return 0; }}\n");
        }

        return text.Append("}\n").ToString();
    }

    private static void Begin(StringBuilder text, string source)
    {
        text.Append("\n[BpfObject(License = \"GPL\")]\npublic static class ").Append(ProgramsName).Append(" {\n");
        if (source.Contains(MapAccess, StringComparison.Ordinal))
        {
            text.Append("[BpfMap(MaxEntries = 1)] internal static readonly BpfArray<Histogram> Values = new();\n");
        }
    }

    private static (MismatchKind Kind, string Text)? Compare(string method, Subject subject, CompiledObject compiled)
    {
        using BpfObject bpf = BpfObject.Open(compiled.Bytes, ProgramsName);
        foreach (BpfProgram program in bpf.Programs)
        {
            program.AutoLoad = program.Name == method;
        }

        try
        {
            bpf.Load();
        }
        catch (VerifierException exception)
        {
            return (KindOf(exception), exception.Message);
        }

        long[] call = new long[3];
        foreach ((long a, long b) in Inputs.All)
        {
            if (TryRun(subject, a, b) is not { } expected)
            {
                continue;
            }

            (call[0], call[1], call[2]) = (a, b, Untouched);
            bpf.Programs[method].TestRun(context: MemoryMarshal.AsBytes<long>(call));
            if (call[2] != expected)
            {
                return (MismatchKind.WrongResult, $"({a}, {b}) is {expected} on the CLR and {call[2]} in the kernel");
            }
        }

        return null;
    }

    // The verifier's wording of its limits.
    public static MismatchKind KindOf(VerifierException exception) => exception.Reason switch
    {
        var reason when reason.Contains("BPF program is too large", StringComparison.Ordinal) => MismatchKind.BeyondInstructions,
        var reason when reason.Contains("jumps is too complex", StringComparison.Ordinal) => MismatchKind.BeyondJumps,
        var reason when reason.Contains("combined stack size", StringComparison.Ordinal) => MismatchKind.BeyondStack,
        _ => MismatchKind.Refused,
    };

    // If the framework rejects its arguments or an index is out of range, the program ends without a result. A division by zero has no result to compare.
    private static long? TryRun(Subject subject, long a, long b)
    {
        try
        {
            return subject(a, b);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IndexOutOfRangeException || IsThrownByFramework(exception))
        {
            return Untouched;
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    // Math.Abs of the smallest number, and not the smallest number divided by -1, which wraps in BPF.
    private static bool IsThrownByFramework(Exception exception)
        => exception is OverflowException && exception.TargetSite?.Name.StartsWith("Throw", StringComparison.Ordinal) == true;
}
