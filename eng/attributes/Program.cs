// Writes the *.g.cs files of src/Bpf.Runtime/Syscalls from the types of the running kernel, or of a BTF or ELF file. Use the newest kernel available;
// older ones reject a field that they do not know only when it is nonzero. Run from the repository root:
//   eng/kernels.sh vmlinux x86_64-7.3 /tmp/vmlinux && dotnet run --project eng/attributes /tmp/vmlinux
using Bpf.Attributes;
using Bpf.Objects.Btf;
using Bpf.Runtime.Kernel;

BtfTypeTable types = args.Length == 0 ? KernelBtf.Vmlinux : KernelBtf.LoadFile(args[0]);
IReadOnlyList<StructRow> rows = StructRow.ReadAll("eng/attributes/structs.tsv");
AttributeWriter writer = new(types, rows);
foreach (StructRow row in rows)
{
    File.WriteAllText($"src/Bpf.Runtime/Syscalls/{row.Name}.g.cs", writer.Write(row));
}
