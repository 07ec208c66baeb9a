using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text;
using Bpf.Compiler;
using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Differential.Tests;

/// <summary>Runs the methods of a class on the CLR and, compiled to BPF, in the kernel, and compares what they return.</summary>
internal static class DifferentialRun
{
    private const string ProgramsName = "Programs";

    // The corpus names the rows of the language table that it shows.
    private const string RowDeclaration = """

        namespace Bpf.Testing
        {
            [AttributeUsage(AttributeTargets.Method)] sealed class RowAttribute(params int[] numbers) : Attribute { public int[] Numbers { get; } = numbers; }
        }
        """;

    /// <summary>Compares the methods of the class <c>Corpus</c> in <paramref name="source"/>.</summary>
    public static List<Mismatch> Compare(string source, IReadOnlyList<string> methods, OptimizationLevel optimization, string cpu)
    {
        string configuration = $"{optimization}, {cpu}";
        string directory = Directory.CreateTempSubdirectory("bpf-differential-").FullName;
        AssemblyLoadContext context = new("subjects", isCollectible: true);
        try
        {
            string assembly = SourceCompiler.Compile(directory, "Subjects", optimization, "Corpus.cs", source + Programs(methods) + RowDeclaration);
            CompilationResult result = BpfCompilation.Compile(new CompilationRequest
            {
                AssemblyPath = assembly,
                References = SourceCompiler.References,
                Cpu = cpu,
                Architectures = [RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? TargetArchitecture.Arm64 : TargetArchitecture.X64],
            });
            if (!result.Succeeded)
            {
                return [.. result.Diagnostics.Select(item => new Mismatch("compiler", configuration, item.ToString()))];
            }

            Type corpus = context.LoadFromStream(new MemoryStream(File.ReadAllBytes(assembly))).GetType("Corpus", throwOnError: true)!;
            List<Mismatch> mismatches = [];
            foreach (string method in methods)
            {
                Subject subject = corpus.GetMethod(method, BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<Subject>();
                if (Compare(method, subject, result.Objects[0]) is { } text)
                {
                    mismatches.Add(new Mismatch(method, configuration, text));
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

    // One program per method: { a, b } in the context, the result back in it.
    private static string Programs(IReadOnlyList<string> methods)
    {
        StringBuilder text = new();
        text.Append("\n[BpfObject(License = \"GPL\")]\npublic static class ").Append(ProgramsName).Append(" {\n");
        text.Append("public struct Call { public long A; public long B; public long Result; }\n");
        foreach (string method in methods)
        {
            text.Append($"[SyscallProgram] public static int {method}(ref Call call) {{ call.Result = Corpus.{method}(call.A, call.B); return 0; }}\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string? Compare(string method, Subject subject, CompiledObject compiled)
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
        catch (BpfException exception)
        {
            return exception.ToString();
        }

        long[] call = new long[3];
        foreach ((long a, long b) in Inputs.All)
        {
            if (TryRun(subject, a, b) is not { } expected)
            {
                continue;
            }

            (call[0], call[1], call[2]) = (a, b, 0x5555_5555);
            bpf.Programs[method].TestRun(context: MemoryMarshal.AsBytes<long>(call));
            if (call[2] != expected)
            {
                return $"({a}, {b}) is {expected} on the CLR and {call[2]} in the kernel";
            }
        }

        return null;
    }

    // What throws on the CLR has no result to compare.
    private static long? TryRun(Subject subject, long a, long b)
    {
        try
        {
            return subject(a, b);
        }
        catch (Exception exception) when (exception is ArithmeticException or ArgumentException or IndexOutOfRangeException or InvalidOperationException)
        {
            return null;
        }
    }
}
