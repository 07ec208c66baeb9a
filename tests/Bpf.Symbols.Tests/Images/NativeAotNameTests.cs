using Bpf.Objects.Elf;
using Bpf.Symbols.Images;
using Bpf.Testing;

namespace Bpf.Symbols.Tests.Images;

public sealed class NativeAotNameTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bpf-symbols-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("S_P_CoreLib_System_IO_UnmanagedMemoryStream__Flush", "System.IO.UnmanagedMemoryStream.Flush")]
    [InlineData("S_P_CoreLib_System_IO_UnmanagedMemoryAccessor__Dispose_0", "System.IO.UnmanagedMemoryAccessor.Dispose")]
    [InlineData("Company_Orders_Company_Orders_Store__Find", "Company.Orders.Store.Find")]
    [InlineData("System_Linq_System_Linq_Enumerable__Sum", "System.Linq.Enumerable.Sum")]
    [InlineData("System_Console_System_ConsolePal__Write", "System.ConsolePal.Write")]
    [InlineData("app_Program__Main", "Program.Main")]
    [InlineData("String__Concat_1", "String.Concat")]
    [InlineData("Company_Orders_Company_Orders_Store___ctor", "Company.Orders.Store.Store")]
    [InlineData("Company_Orders_Company_Orders_Store___cctor", "Company.Orders.Store.Store [static constructor]")]
    [InlineData("S_P_CoreLib_System_Buffers_SharedArrayPool_1<UInt64>__Trim", "System.Buffers.SharedArrayPool<UInt64>.Trim")]
    [InlineData("S_P_CoreLib_System_Collections_Generic_Dictionary_2_Entry<Char__System___Canon>__ToString", "System.Collections.Generic.Dictionary.Entry<Char, __Canon>.ToString")]
    [InlineData("S_P_CoreLib_System_Array__Resize<S_P_CoreLib_System_ValueTuple_2<Int32__System___Canon>>", "System.Array.Resize<ValueTuple<Int32, __Canon>>")]
    [InlineData("Company_Orders_Company_Orders_Store___c___Find_b__40_0", "Company.Orders.Store.Find() [lambda]")]
    [InlineData("Company_Orders_Company_Orders_Store___c__DisplayClass5_0___Find_b__0", "Company.Orders.Store.Find() [lambda]")]
    [InlineData("Company_Orders_Company_Orders_Store___c__DisplayClass1_0___Find_g__Match_3", "Company.Orders.Store.Find.Match [local function]")]
    [InlineData("Company_Orders_Company_Orders_Store__FindAll_d__9__MoveNext", "Company.Orders.Store.FindAll() [state machine]")]
    [InlineData("<Boxed>S_P_CoreLib_System_Decimal__<unbox>S_P_CoreLib_System_Decimal__ToString", "System.Decimal.ToString [unboxing stub]")]
    [InlineData("__GenericLookupFromType_S_P_CoreLib_System_Array", "__GenericLookupFromType_S_P_CoreLib_System_Array")]
    [InlineData("unbox_S_P_CoreLib_System_Decimal__ToString", "System.Decimal.ToString [unboxing stub]")]
    [InlineData("Internal_CompilerGenerated__Module___<DynamicInvoke>None<Bool>", "Internal_CompilerGenerated__Module___<DynamicInvoke>None<Bool>")]
    [InlineData("RhpNewFast", "RhpNewFast")]
    [InlineData("<", "<")]
    [InlineData("A__<<<", "A__<<<")]
    public void SymbolsAreReadAsTheirUsualForm(string symbol, string expected)
    {
        string path = Path.Combine(_folder.FullName, "app");
        File.WriteAllText(path + ".s", ".section __managedcode,\"ax\"\n.globl start\nstart: nop\n");
        Tool.Run("gcc", "-shared", "-nostdlib", "-o", path, path + ".s");
        using MappedFile bytes = MappedFile.Open(path);
        NativeAotNames names = NativeAotNames.Of(new ElfFile(bytes, path))!;

        Assert.Equal(expected, names.NameOf(symbol));
    }
}
