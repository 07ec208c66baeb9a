using System.Text.Json;
using Bpf.ReferenceKernels;

namespace Bpf.KernelMatrix;

/// <summary>The table of kernel types against the BTF of the kernels, as bpftool reads it.</summary>
public sealed class ReferenceTypeTests
{
    // Structs that point releases do not change.
    private static readonly string[] s_structs = ["task_struct", "file", "inode", "dentry", "sock_common", "iphdr", "tcphdr", "cred", "path", "qstr", "bpf_map", "nsproxy", "linux_binprm", "vm_area_struct"];

    [Theory]
    [InlineData("x86_64-5.10")]
    [InlineData("x86_64-7.3")]
    [InlineData("aarch64-6.12")]
    public void HasTheMembersOfTheKernel(string name)
    {
        KernelTypeTable table = KernelTypeTable.Reference;
        int kernel = Enumerable.Range(0, table.Kernels.Count).Single(i => $"{table.Kernels[i].Architecture}-{table.Kernels[i].Version}" == name);
        string file = Path.GetTempFileName();
        try
        {
            GuestImage.Run("bash", "eng/kernels.sh", "btf", name, file);
            using JsonDocument btf = JsonDocument.Parse(GuestImage.Run("bpftool", "btf", "dump", "-j", "file", file));
            JsonElement[] types = [.. btf.RootElement.GetProperty("types").EnumerateArray()];
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
        finally
        {
            File.Delete(file);
        }
    }

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
