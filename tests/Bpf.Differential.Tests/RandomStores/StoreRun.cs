using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text;
using Bpf.Compiler;
using Bpf.Runtime;
using Bpf.Shared;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Differential.Tests.RandomStores;

/// <summary>
/// Runs random programs on the CLR and in the kernel, one input after the other on the same memory, and compares every byte that they can write.
/// </summary>
internal static class StoreRun
{
    private const string Class = "Stores";
    private const int InputStep = 41;

    // The value of the result before a run; a program that ends at an out-of-range index leaves it unchanged.
    private const long Untouched = 0x5555_5555;

    public static List<Mismatch> Compare(IReadOnlyList<(string Name, RandomStoreProgram Program)> programs, OptimizationLevel optimization)
    {
        string directory = Directory.CreateTempSubdirectory("bpf-differential-").FullName;
        AssemblyLoadContext context = new("stores", isCollectible: true);
        try
        {
            string host = SourceCompiler.Compile(directory, "Host", optimization, "Stores.cs", Write(programs, isHost: true), DifferentialRun.WithoutJitOptimizer);
            CompilationResult result = CompileObject(directory, programs, optimization);
            if (!result.Succeeded)
            {
                return NotCompiled(programs, optimization, result);
            }

            Type type = context.LoadFromStream(new MemoryStream(File.ReadAllBytes(host))).GetType(Class, throwOnError: true)!;
            List<Mismatch> mismatches = [];
            foreach ((string name, _) in programs)
            {
                if (Compare(name, type, result.Objects[0]) is var (kind, text))
                {
                    mismatches.Add(new Mismatch(name, $"{optimization}, v3", kind, text));
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

    public static string Write(IReadOnlyList<(string Name, RandomStoreProgram Program)> programs, bool isHost)
    {
        StringBuilder source = new(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "RandomStores", "Prelude.cs")));
        foreach ((string name, RandomStoreProgram program) in programs)
        {
            source.Append(program.Write(name, isHost));
        }

        source.Append("}\n");
        return source.Append(isHost ? HostHelpers : "").ToString();
    }

    private const string HostHelpers = """
        sealed class HostArray<T>(int length) where T : unmanaged
        {
            public T[] Items { get; } = new T[length];

            public bool TryGetRef(uint index, out BpfRef<T> value)
            {
                value = new BpfRef<T>(ref Items[index]);
                return true;
            }
        }

        static class HostBytes
        {
            public static byte[] Of<T>(T[] items) where T : unmanaged => MemoryMarshal.AsBytes<T>(items).ToArray();
            public static byte[] Of<T>(in T value) where T : unmanaged => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in value, 1)).ToArray();
        }
        """;

    private static CompilationResult CompileObject(string directory, IReadOnlyList<(string Name, RandomStoreProgram Program)> programs, OptimizationLevel optimization)
        => BpfCompilation.Compile(new CompilationRequest
        {
            AssemblyPath = SourceCompiler.Compile(directory, "Subjects", optimization, "Stores.cs", Write(programs, isHost: false)),
            References = SourceCompiler.References,
            Cpu = "v3",
            Architectures = [RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? TargetArchitecture.Arm64 : TargetArchitecture.X64],
        });

    // Finds the failing programs, and compares the others.
    private static List<Mismatch> NotCompiled(IReadOnlyList<(string Name, RandomStoreProgram Program)> programs, OptimizationLevel optimization, CompilationResult result)
    {
        if (programs.Count == 1)
        {
            string text = string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.IsError));
            bool isLimit = result.Diagnostics.Any(diagnostic => diagnostic.Id == BpfDiagnostics.StackLimit.Id);
            return [new Mismatch(programs[0].Name, $"{optimization}, v3", isLimit ? MismatchKind.BeyondStack : MismatchKind.NotCompiled, text)];
        }

        int half = programs.Count / 2;
        return [.. Compare([.. programs.Take(half)], optimization), .. Compare([.. programs.Skip(half)], optimization)];
    }

    private static (MismatchKind Kind, string Text)? Compare(string name, Type host, CompiledObject compiled)
    {
        using BpfObject bpf = BpfObject.Open(compiled.Bytes, Class);
        foreach (BpfProgram program in bpf.Programs)
        {
            program.AutoLoad = program.Name == name;
        }

        try
        {
            bpf.Load();
        }
        catch (VerifierException exception)
        {
            return (DifferentialRun.KindOf(exception), exception.Message);
        }

        MethodInfo run = host.GetMethod(name)!;
        var bytes = host.GetMethod($"{name}Bytes")!.CreateDelegate<Func<(string Name, byte[] Bytes)[]>>();
        Type callType = host.Assembly.GetType("Call")!;
        Dictionary<string, byte[]> others = KernelMemory(bpf).Where(variable => !IsOf(variable.Key, name)).ToDictionary();
        long[] call = new long[3];
        foreach ((long a, long b) in Inputs.All.Where((_, i) => i % InputStep == 0))
        {
            object[] argument = [NewCall(callType, a, b)];
            long expected = Run(run, argument) ? (long)callType.GetField("Result")!.GetValue(argument[0])! : Untouched;
            (call[0], call[1], call[2]) = (a, b, Untouched);
            bpf.Programs[name].TestRun(context: MemoryMarshal.AsBytes<long>(call));
            Dictionary<string, byte[]> memory = KernelMemory(bpf);
            foreach ((string field, byte[] value) in bytes())
            {
                byte[]? actual = memory.FirstOrDefault(variable => variable.Key == field || variable.Key.EndsWith("_" + field, StringComparison.Ordinal)).Value;
                if (actual is not null && !actual.SequenceEqual(value))
                {
                    return (MismatchKind.WrongResult, $"after ({a}, {b}), {field} is {Convert.ToHexString(value)} on the CLR and {Convert.ToHexString(actual)} in the kernel");
                }
            }

            if (call[2] != expected)
            {
                return (MismatchKind.WrongResult, $"({a}, {b}) is {expected} on the CLR and {call[2]} in the kernel");
            }
        }

        string? changed = KernelMemory(bpf).FirstOrDefault(variable => others.TryGetValue(variable.Key, out byte[]? before) && !before.SequenceEqual(variable.Value)).Key;
        return changed is null ? null : (MismatchKind.WrongResult, $"the program wrote {changed}, which is another program's");
    }

    private static bool Run(MethodInfo method, object[] argument)
    {
        try
        {
            method.Invoke(null, argument);
            return true;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    private static bool IsOf(string variable, string name) => variable.StartsWith(name + "_", StringComparison.Ordinal) || variable.Contains($"_{name}_", StringComparison.Ordinal);

    private static object NewCall(Type type, long a, long b)
    {
        object call = Activator.CreateInstance(type)!;
        type.GetField("A")!.SetValue(call, a);
        type.GetField("B")!.SetValue(call, b);
        return call;
    }

    // Variables of all sections, and the elements of arrays.
    private static Dictionary<string, byte[]> KernelMemory(BpfObject bpf)
    {
        Dictionary<string, byte[]> memory = [];
        foreach (string section in bpf.Globals.Sections)
        {
            foreach ((string name, _) in bpf.Globals.VariablesOf(section))
            {
                memory[name] = bpf.Globals.Bytes(section, name).ToArray();
            }
        }

        foreach (BpfMap map in bpf.Maps.Where(map => map is { Type: MapType.Array, MaxEntries: StoreMember.MapLength }))
        {
            byte[] elements = new byte[map.ValueSize * StoreMember.MapLength];
            for (int i = 0; i < StoreMember.MapLength; i++)
            {
                map.TryLookup(BitConverter.GetBytes(i), elements.AsSpan(i * map.ValueSize, map.ValueSize));
            }

            memory[map.Name] = elements;
        }

        return memory;
    }
}
