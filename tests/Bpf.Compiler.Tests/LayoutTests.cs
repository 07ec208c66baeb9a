using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text;
using Bpf.Compiler.Metadata;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests;

/// <summary>Structs have the same layout in BPF as on the CLR: both sides of a map see the same fields.</summary>
public sealed class LayoutTests
{
    private static readonly string[] s_primitives =
        ["bool", "byte", "sbyte", "char", "short", "ushort", "int", "uint", "long", "ulong", "nint", "nuint", "void*", "DayOfWeek", "Small", "Wide"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomStructsHaveTheLayoutOfTheClr(int seed)
    {
        const int Count = 200;
        string directory = Directory.CreateTempSubdirectory("bpfc-test-").FullName;
        AssemblyLoadContext context = new("layout", isCollectible: true);
        try
        {
            string assembly = SourceCompiler.Compile(directory, "Layouts", OptimizationLevel.Release, "Layouts.cs", Structs(new Random(seed), Count));
            Assembly loaded = context.LoadFromStream(new MemoryStream(File.ReadAllBytes(assembly)));
            using TypeSystem typeSystem = new(assembly, SourceCompiler.References, null);
            List<string> differences = [];
            for (int i = 0; i < Count; i++)
            {
                Type type = loaded.GetType($"S{i}", throwOnError: true)!;
                DefinedType described = typeSystem.Main.TypeSystem.Define(typeSystem.Main,
                    typeSystem.Main.Reader.TypeDefinitions.First(handle => typeSystem.Main.Reader.GetString(typeSystem.Main.Reader.GetTypeDefinition(handle).Name) == $"S{i}"),
                    TypeList.Empty);
                string expected = (string)type.GetMethod("Describe")!.Invoke(null, null)!;
                string actual = $"{described.Layout.Size}:" + string.Concat(described.Layout.Fields.Select(place => $"{place.Field.Name}={place.Offset};"));
                if (expected != actual)
                {
                    differences.Add($"S{i}: the CLR says {expected}, the compiler {actual}");
                }
            }

            Assert.True(differences.Count == 0, string.Join('\n', differences));
        }
        finally
        {
            context.Unload();
            Directory.Delete(directory, recursive: true);
        }
    }

    // Each struct reports its own size and offsets, measured with addresses.
    private static string Structs(Random random, int count)
    {
        StringBuilder text = new("using System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\npublic enum Small : byte { A }\npublic enum Wide : long { A }\n");
        for (int i = 0; i < count; i++)
        {
            bool isExplicit = random.Next(5) == 0;
            int pack = random.Next(4) == 0 ? 1 << random.Next(5) : 0;
            List<string> fields = [];
            List<(string, string)> names = [];
            int fieldCount = random.Next(1, 8);
            for (int f = 0; f < fieldCount; f++)
            {
                string name = $"F{f}";
                int kind = random.Next(12);
                string declaration = kind == 0 && i > 0 ? $"public S{random.Next(i)} {name};"
                    : kind == 1 && !isExplicit ? $"public fixed short {name}[{random.Next(1, 9)}];"
                    : kind == 2 && i > 0 ? $"public A{random.Next(i)} {name};"
                    : kind is 3 or 4 ? $"public {Tuple(random, i, 2)} {name};"
                    : $"public {s_primitives[random.Next(s_primitives.Length)]} {name};";
                bool isBuffer = declaration.Contains("fixed", StringComparison.Ordinal);
                fields.Add((isExplicit ? $"[FieldOffset({random.Next(0, 5) * 8})] " : "") + declaration);
                names.Add((name, isBuffer ? $"s.{name}" : $"&s.{name}"));
            }

            string size = random.Next(6) == 0 ? $", Size = {random.Next(1, 64)}" : "";
            text.Append($"[InlineArray({random.Next(1, 6)})] public struct A{i} {{ public {s_primitives[random.Next(12)].Replace("void*", "int", StringComparison.Ordinal)} First; }}\n");
            text.Append($"[StructLayout(LayoutKind.{(isExplicit ? "Explicit" : "Sequential")}, Pack = {pack}{size})] public unsafe struct S{i} {{ {string.Join(' ', fields)}\n");
            text.Append($"public static string Describe() {{ S{i} s = default; byte* b = (byte*)&s; return sizeof(S{i}) + \":\"");
            foreach ((string name, string address) in names)
            {
                text.Append($" + \"{name}=\" + ((byte*){address} - b) + \";\"");
            }

            text.Append("; } }\n");
        }

        return text.ToString();
    }

    private static string Tuple(Random random, int structs, int depth)
    {
        string[] items = new string[random.Next(2, 10)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = random.Next(8) switch
            {
                0 when structs > 0 => $"S{random.Next(structs)}",
                1 when structs > 0 => $"A{random.Next(structs)}",
                2 when depth > 0 => Tuple(random, structs, depth - 1),
                3 => s_primitives[random.Next(12)].Replace("void*", "int", StringComparison.Ordinal) + "?",
                _ => s_primitives[random.Next(s_primitives.Length)].Replace("void*", "double", StringComparison.Ordinal),
            };
        }

        return $"({string.Join(", ", items)})";
    }
}
