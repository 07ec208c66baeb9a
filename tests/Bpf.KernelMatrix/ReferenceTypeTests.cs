using System.Text.Json;
using Bpf.ReferenceKernels;

namespace Bpf.KernelMatrix;

/// <summary>The tables of kernel types and functions against the BTF of the kernels, as bpftool reads it.</summary>
public sealed class ReferenceTypeTests
{
    // Structs that do not change in point releases.
    private static readonly string[] s_structs = ["task_struct", "file", "inode", "dentry", "sock_common", "iphdr", "tcphdr", "cred", "path", "qstr", "bpf_map", "nsproxy", "linux_binprm", "vm_area_struct"];

    [Theory]
    [InlineData("x86_64-5.10")]
    [InlineData("x86_64-7.3")]
    [InlineData("aarch64-6.12")]
    public void HasTheMembersOfTheKernel(string name)
    {
        KernelTypeTable table = KernelTypeTable.Reference;
        int kernel = Enumerable.Range(0, table.Kernels.Count).Single(i => $"{table.Kernels[i].Architecture}-{table.Kernels[i].Version}" == name);
        JsonElement[] types = [.. Dump(name).GetProperty("types").EnumerateArray()];
        foreach (string structure in s_structs)
        {
            JsonElement type = types.First(item => item.GetProperty("kind").GetString() == "STRUCT" && item.GetProperty("name").GetString() == structure);
            string[] expected = [.. Members(types, type).Order(StringComparer.Ordinal)];
            string[] actual =
            [
                .. table.FindAggregate(structure, isUnion: false)!.Members.Where(member => member.Kernels.Contains(kernel))
                    .Select(member => $"{member.Name}:{member.Bits} {member.Type}").Order(StringComparer.Ordinal),
            ];
            Assert.NotEmpty(expected);
            Assert.Equal(expected, actual);
        }
    }

    private static JsonElement Dump(string name)
    {
        string file = Path.GetTempFileName();
        try
        {
            GuestImage.Run("bash", "eng/kernels.sh", "btf", name, file);
            return JsonElement.Parse(GuestImage.Run("bpftool", "btf", "dump", "-j", "file", file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("x86_64-6.1")]
    [InlineData("aarch64-6.12")]
    public void HasTheFunctionsOfTheKernel(string name)
    {
        KernelTypeTable table = KernelTypeTable.Reference;
        int kernel = Enumerable.Range(0, table.Kernels.Count).Single(i => $"{table.Kernels[i].Architecture}-{table.Kernels[i].Version}" == name);
        JsonElement[] types = [.. Dump(name).GetProperty("types").EnumerateArray()];
        Dictionary<string, string[]> expected = types.Where(type => type.GetProperty("kind").GetString() == "FUNC")
            .Select(type => (Name: type.GetProperty("name").GetString()!, Text: Prototype(types, types[type.GetProperty("type_id").GetUInt32() - 1])))
            .GroupBy(function => function.Name, function => function.Text).ToDictionary(same => same.Key, same => same.Distinct().Order(StringComparer.Ordinal).ToArray());
        Assert.True(expected.Count > 30_000);
        HashSet<string> known = [.. KernelFunctionTable.Reference.Names];
        Assert.All(expected.Keys, function => Assert.Contains(function, known));

        // Looking up all of them would take minutes.
        foreach ((string function, string[] prototypes) in expected.Where((_, index) => index % 97 == 0))
        {
            Assert.Equal(prototypes, KernelFunctionTable.Reference.Find(function)!.Signatures.Where(signature => signature.Kernels.Contains(kernel))
                .Select(signature => $"{signature.Result} {signature.Text()}").Order(StringComparer.Ordinal));
        }
    }

    private static string Prototype(JsonElement[] types, JsonElement prototype)
    {
        string[] parameters = [.. prototype.GetProperty("params").EnumerateArray().Select(parameter
            => (Type: parameter.GetProperty("type_id").GetUInt32(), Name: parameter.GetProperty("name").GetString()!))
            .Select(parameter => parameter.Type == 0 ? "..." : Declaration(Text(types, parameter.Type), parameter.Name))];
        return $"{Text(types, prototype.GetProperty("ret_type_id").GetUInt32())} ({(parameters.Length == 0 ? "void" : string.Join(", ", parameters))})";
    }

    private static string Declaration(string type, string name) => name == "(anon)" ? type : type.EndsWith('*') ? type + name : $"{type} {name}";

    private static IEnumerable<string> Members(JsonElement[] types, JsonElement structure)
    {
        foreach (JsonElement member in structure.GetProperty("members").EnumerateArray())
        {
            uint id = member.GetProperty("type_id").GetUInt32();
            string name = member.GetProperty("name").GetString()!;
            if (name != "(anon)")
            {
                int bits = member.TryGetProperty("bitfield_size", out JsonElement width) ? width.GetInt32() : 0;
                yield return $"{name}:{bits} {Text(types, id)}";
            }
            else
            {
                foreach (string inner in Members(types, types[id - 1]))
                {
                    yield return inner;
                }
            }
        }
    }

    private static string Text(JsonElement[] types, uint id)
    {
        if (id == 0)
        {
            return "void";
        }

        JsonElement type = types[id - 1];
        string name = type.GetProperty("name").GetString()!;
        name = name == "(anon)" ? "<anonymous>" : name;
        uint inner = type.TryGetProperty("type_id", out JsonElement element) ? element.GetUInt32() : 0;
        return type.GetProperty("kind").GetString() switch
        {
            "PTR" => Text(types, inner) + " *",
            "CONST" or "VOLATILE" or "RESTRICT" or "TYPE_TAG" => Text(types, inner),
            "ARRAY" => Extent(types, id),
            "STRUCT" => "struct " + name,
            "UNION" => "union " + name,
            "ENUM" or "ENUM64" => "enum " + name,
            "FWD" => $"{type.GetProperty("fwd_kind").GetString()} {name}",
            "FUNC_PROTO" => "function",
            _ => name,
        };
    }

    private static string Extent(JsonElement[] types, uint id)
    {
        string extent = "";
        for (; types[id - 1].GetProperty("kind").GetString() == "ARRAY"; id = types[id - 1].GetProperty("type_id").GetUInt32())
        {
            extent += types[id - 1].GetProperty("nr_elems").GetUInt32() is > 0 and uint count ? $"[{count}]" : "[]";
        }

        return Text(types, id) + extent;
    }
}
